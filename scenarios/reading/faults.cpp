#include "scenarios/reading/faults.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "sim/world/words.hpp"

namespace mqfate::scenarios {
namespace {

/// The words that name a fault; the first four are verdicts on messages.
constexpr std::array<std::string_view, 13> verbs{
    "drop",     "reset", "duplicate", "delay",   "crash", "power_loss", "disk_loss",
    "shutdown", "pause", "slow",      "isolate", "cut",   "disconnect"};

class FaultReader {
public:
    FaultReader(const FaultNames& names, FaultsPart& part) : names_(names), part_(part) {}

    void read(const Cursor& cursor) {
        Reader fault = cursor.object();
        if (!fault.present()) return;
        std::string_view verb;
        for (const std::string_view word : verbs)
            if (verb.empty() && fault.has(word)) verb = word;
        if (verb.empty()) {
            std::vector<std::string> words(verbs.begin(), verbs.end());
            fault.error("no fault: one of " + joined(words) + " is needed");
            fault.ignore_rest();
            return;
        }
        const std::string text = compact(*cursor.value());
        if (verb == "drop" || verb == "reset" || verb == "duplicate" || verb == "delay")
            rule(fault, verb, text);
        else
            node_fault(fault, verb, text);
    }

    // The texts of rules come before those of node faults.
    void finish() {
        part_.texts = rule_texts_;
        part_.texts.insert(part_.texts.end(), node_texts_.begin(), node_texts_.end());
    }

private:
    // ---- rules on messages
    void rule(Reader& fault, std::string_view verb, const std::string& text) {
        MessageRule rule;
        rule.label = text;
        rule.verdict = verb == "drop"    ? Verdict::drop
                       : verb == "reset" ? Verdict::reset
                       : verb == "delay" ? Verdict::late
                                         : Verdict::duplicate;
        rule.body = body(fault, verb, true);
        rule.from = node_or_any(fault, "from");
        rule.to = node_or_any(fault, "to");
        rule.probability = fault.ratio_or("probability", Ratio::one());
        rule.nth = fault.integer_or<std::uint32_t>("nth", 0, {.min = 1, .max = 1'000'000'000});
        rule.limit = fault.integer_or<std::uint32_t>("limit", 0, {.min = 1, .max = 1'000'000'000});
        if (rule.verdict == Verdict::late) rule.extra = fault.delay("by");
        if (fault.has("between")) {
            const When when = window(fault);
            rule.begins = when.from;
            rule.ends = when.until;
        }
        part_.plan.rules.push_back(std::move(rule));
        rule_texts_.push_back(text);
    }
    BodyKind body(Reader& object, std::string_view key, bool any_is_fine) {
        const std::string name = object.string(key);
        if (name == "any" && any_is_fine) return any_body;
        if (const auto kind = names_.bodies.named(name)) return *kind;
        const std::vector<std::string> all = names_.bodies.names();
        if (!name.empty())
            object.error(key, "no message is called " + in_quotes(name),
                         "a message of the protocol, one of: " + joined(all), nearest(name, all));
        return any_body;
    }

    // ---- faults of nodes and links
    void node_fault(Reader& fault, std::string_view verb, const std::string& text) {
        NodeFault f;
        f.label = text;
        f.when = when(fault);
        std::string_view lasts = "for";
        if (verb == "crash" || verb == "power_loss" || verb == "disk_loss") {
            f.kind = NodeFault::Kind::crash;
            f.crash = verb == "crash"        ? CrashKind::process
                      : verb == "power_loss" ? whose_power(fault)
                                             : CrashKind::disk;
            lasts = "restart_after";
            if (!takes_host(f.crash)) f.exit = fault.delay_or("exit", {});
            if (verb == "power_loss") f.torn = fault.ratio_or("torn", Ratio{});
            f.target = target(fault.at(verb));
        } else if (verb == "shutdown") {
            shutdown(fault, f);
            lasts = "restart_after";
        } else if (verb == "pause" || verb == "slow") {
            f.kind = verb == "pause" ? NodeFault::Kind::pause : NodeFault::Kind::slow;
            if (verb == "slow") f.slow_by = fault.delay("by");
            f.target = target(fault.at(verb));
        } else if (verb == "disconnect") {
            f.kind = NodeFault::Kind::disconnect;
            f.target = target(fault.at(verb));
            lasts = {};
        } else if (verb == "isolate") {
            isolate(fault.at(verb), f);
        } else {
            cut(fault, f);
        }
        if (!lasts.empty() && fault.has(lasts)) f.lasts = fault.duration(lasts);
        f.limit = fault.integer_or<std::uint32_t>("limit", 0, {.min = 1, .max = 1'000'000});
        part_.plan.nodes.push_back(std::move(f));
        node_texts_.push_back(text);
    }

    /// Where the host of the process stays, only its page cache goes, as when its file system is
    /// shut down: connections end at once, and nobody waits for a host that is silent.
    static CrashKind whose_power(Reader& fault) {
        return fault.one_of_or<CrashKind>(
            "host", CrashKind::power,
            {{"goes", CrashKind::power}, {"stays", CrashKind::page_cache}});
    }

    void shutdown(Reader& fault, NodeFault& f) {
        f.kind = NodeFault::Kind::shutdown;
        f.target = target(fault.at("shutdown"));
        f.patience = fault.duration_or("kill_after", f.patience);
        f.one_by_one = fault.boolean_or("one_by_one", false);
        if (!f.one_by_one) return;
        if (f.target.post) fault.error("one_by_one", "whoever leads is one node", "nodes by name");
        if (!fault.has("restart_after"))
            fault.error("one_by_one", "nobody comes back, so the second one has no turn",
                        "\"restart_after\" beside it");
        if (f.when.kind == When::Kind::rate)
            fault.error("one_by_one", "\"every\" is given too", "one round: \"at\", for example");
        f.one_by_one = !f.target.nodes.empty();
    }
    void isolate(const Cursor& whom, NodeFault& f) {
        f.kind = NodeFault::Kind::cut;
        f.target = target(whom, true);
        f.cut = static_cast<std::uint16_t>(part_.plan.cuts.size());
        if (f.target.post) {
            for (const NodeId holder : candidates(*f.target.post))
                part_.plan.cuts.push_back(between({holder}, others({holder}), false));
        } else {
            part_.plan.cuts.push_back(between(f.target.nodes, others(f.target.nodes), false));
        }
    }
    void cut(Reader& fault, NodeFault& f) {
        f.kind = NodeFault::Kind::cut;
        f.cut = static_cast<std::uint16_t>(part_.plan.cuts.size());
        const bool one_way = fault.boolean_or("one_way", false);
        const std::vector<Cursor> sides = fault.array("cut");
        if (sides.size() != 2) {
            fault.error("cut", "not two sides",
                        "two lists of nodes, as in [[\"b1\"], [\"b2\", \"b3\"]]");
            part_.plan.cuts.emplace_back();
            return;
        }
        const Target from = target(sides[0], true);
        const Target to = target(sides[1], true);
        if (from.post && to.post)
            fault.error("cut", "both sides are whoever leads",
                        "nodes by name at one side at least");
        // One cut for each who may lead, at whichever side that is named.
        if (from.post)
            for (const NodeId leader : candidates(*from.post))
                part_.plan.cuts.push_back(between({leader}, to.nodes, one_way));
        else if (to.post)
            for (const NodeId leader : candidates(*to.post))
                part_.plan.cuts.push_back(between(from.nodes, {leader}, one_way));
        else
            part_.plan.cuts.push_back(between(from.nodes, to.nodes, one_way));
        f.target.post = from.post ? from.post : to.post;
    }
    const std::vector<NodeId>& candidates(PostId post) const {
        return names_.posts.candidates[index(post)];
    }
    static CutPairs between(const std::vector<NodeId>& a, const std::vector<NodeId>& b,
                            bool one_way) {
        CutPairs pairs;
        for (const NodeId from : a)
            for (const NodeId to : b) {
                if (from == to) continue;
                pairs.emplace_back(from, to);
                if (!one_way) pairs.emplace_back(to, from);
            }
        return pairs;
    }
    std::vector<NodeId> others(const std::vector<NodeId>& nodes) const {
        std::vector<NodeId> rest;
        for (std::uint16_t n = 0; n < names_.nodes.size(); ++n)
            if (std::find(nodes.begin(), nodes.end(), NodeId{n}) == nodes.end())
                rest.push_back({n});
        return rest;
    }

    // ---- whom
    /// `links`: only the links of the nodes fail, which those of all nodes can.
    Target target(const Cursor& whom, bool links = false) {
        Target target;
        for (const Cursor& one : whom.one_or_more()) {
            const std::string text = one.string();
            if (is_post(text)) {
                target.post = post(one, text.substr(names_.posts.of.size()));
            } else if (text.starts_with("rack ")) {
                rack(one, text.substr(5), target.nodes);
            } else if (const std::vector<NodeId>* all = group(text)) {
                target.nodes.insert(target.nodes.end(), all->begin(), all->end());
            } else if (const auto n = node(one, text)) {
                const auto& steady = names_.steady;
                if (!links && std::find(steady.begin(), steady.end(), *n) != steady.end())
                    one.error("the " + text + " does not fail in this version", names_.who_fails);
                target.nodes.push_back(*n);
            }
        }
        if (target.post && !target.nodes.empty())
            whom.error("a leader and nodes by name", "one of the two");
        return target;
    }
    bool is_post(const std::string& text) const {
        return !names_.posts.of.empty() && text.starts_with(names_.posts.of);
    }
    PostId post(const Cursor& cursor, const std::string& name) const {
        const auto& all = names_.posts.names;
        const auto found = std::find(all.begin(), all.end(), name);
        if (found != all.end()) return {static_cast<std::uint16_t>(found - all.begin())};
        cursor.error("no " + names_.posts.what + " is called " + in_quotes(name),
                     "one of: " + joined(all), nearest(name, all));
        return {};
    }
    const std::vector<NodeId>* group(const std::string& name) const {
        for (const auto& [group, members] : names_.groups)
            if (group == name) return &members;
        return nullptr;
    }
    void rack(const Cursor& cursor, const std::string& name, std::vector<NodeId>& nodes) const {
        std::vector<std::string> known;
        for (const auto& [rack, members] : names_.racks) {
            known.push_back(rack);
            if (rack != name) continue;
            nodes.insert(nodes.end(), members.begin(), members.end());
            return;
        }
        cursor.error("no rack is called " + in_quotes(name), "one of: " + joined(known),
                     nearest(name, known));
    }
    std::optional<NodeId> node(const Cursor& cursor, const std::string& name) const {
        const auto& all = names_.nodes;
        const auto found = std::find(all.begin(), all.end(), name);
        if (found != all.end()) return NodeId{static_cast<std::uint16_t>(found - all.begin())};
        if (!name.empty())
            cursor.error("no node is called " + in_quotes(name),
                         "a node, " + whom_else() + "; nodes: " + joined(all), nearest(name, all));
        return {};
    }
    /// What may be named beside nodes.
    std::string whom_else() const {
        std::string text;
        for (const auto& [group, members] : names_.groups) text += "\"" + group + "\", ";
        const PostNames& posts = names_.posts;
        return posts.of.empty() ? text + "or \"rack NAME\""
                                : text + "\"rack NAME\" or \"" + posts.of + posts.form + "\"";
    }
    NodeId node_or_any(Reader& object, std::string_view key) const {
        if (!object.has(key)) return no_node;
        const Cursor cursor = object.at(key);
        return node(cursor, cursor.string()).value_or(no_node);
    }

    // ---- when
    When when(Reader& fault) {
        const std::array<std::string_view, 4> ways{"at", "between", "every", "when"};
        std::vector<std::string> given;
        for (const std::string_view way : ways)
            if (fault.has(way)) given.emplace_back(way);
        if (given.size() != 1) {
            fault.error(given.empty() ? "the fault never strikes: it does not say when"
                                      : "more than one of: " + joined(given));
            return {};
        }
        if (given[0] == "at") {
            When when;
            when.from = Instant{} + fault.duration("at");
            return when;
        }
        if (given[0] == "between") return window(fault);
        if (given[0] == "every") {
            When when;
            when.kind = When::Kind::rate;
            when.gap = fault.delay("every");
            if (mean(when.gap).ns < 1'000)
                fault.error("every", "strikes without a pause", "at least 1us between strikes");
            return when;
        }
        return moment(fault.object("when"));
    }
    static When window(Reader& fault) {
        When when;
        when.kind = When::Kind::window;
        const std::vector<Cursor> ends = fault.array("between");
        if (ends.size() != 2) {
            fault.error("between", "not two instants", "as in [\"1s\", \"2s\"]");
            return when;
        }
        when.from = Instant{} + ends[0].duration();
        when.until = Instant{} + ends[1].duration();
        if (when.until < when.from) {
            fault.error("between", "ends before it begins", "the earlier instant first");
            when.until = when.from;
        }
        return when;
    }
    When moment(Reader object) {
        When when;
        when.kind = When::Kind::moment;
        Moment& m = when.moment;
        if (!object.present()) return when;  // that it is none was told
        const bool fact = object.has("fact");
        if (fact == object.has("sent")) {
            object.error("not exactly one of \"fact\" and \"sent\"");
            object.ignore_rest();
            return when;
        }
        m.of = fact ? Moment::Of::fact : Moment::Of::sent;
        if (fact) {
            const std::string word = object.string("fact");
            const auto kind = fact_named(word);
            if (!kind && !word.empty())
                object.error("fact", "no fact is called " + in_quotes(word),
                             "published, confirmed, rejected, sent_again, appended, copied, "
                             "removed, delivered or applied");
            m.fact = kind.value_or(FactKind::appended);
            m.from = node_or_any(object, "by");
        } else {
            m.body = body(object, "sent", false);
            m.from = node_or_any(object, "from");
            m.to = node_or_any(object, "to");
        }
        if (object.has("message")) {
            const auto number = object.integer<std::uint32_t>(
                "message", {.min = 1, .max = std::max<std::int64_t>(names_.messages, 1)});
            m.message = MessageId{number - 1};
        }
        m.nth = object.integer_or<std::uint32_t>("nth", 1, {.min = 1, .max = 1'000'000'000});
        when.after = object.duration_or("after", {});
        return when;
    }

    const FaultNames& names_;
    FaultsPart& part_;
    std::vector<std::string> rule_texts_;
    std::vector<std::string> node_texts_;
};

}  // namespace

FaultsPart read_faults(const std::vector<Cursor>& faults, const FaultNames& names) {
    FaultsPart part;
    FaultReader reader(names, part);
    for (const Cursor& fault : faults) reader.read(fault.is_a(ReadMember::Kind::fault).unlogged());
    reader.finish();
    return part;
}

}  // namespace mqfate::scenarios
