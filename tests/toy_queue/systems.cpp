// The toy queue, last part: how a scenario of it is read, and the list of systems with it in.
//
//   "toy_queue": {
//     "publishers": {"shop": {"messages": 100, "every": "5ms"}},
//     "audiences": ["billing", "audit"],
//     "workers": {"w1": {"audience": "billing", "work": "2ms", "effect": "database"}, ...},
//     "retry_after": "300ms",
//     "keeps": "messages_and_acks",        or "messages", or "nothing"
//     "give_up_after": 3
//   }
#include <algorithm>
#include <utility>

#include "scenarios/systems/all.hpp"
#include "tests/toy_queue/system.hpp"

namespace mqfate::toy_queue {
namespace {

using scenarios::Cursor;
using scenarios::Reader;
using scenarios::SystemPart;
using namespace literals;

class SettingsOfFile {
public:
    explicit SettingsOfFile(System::Plan& plan) : plan_(plan) { add("queue"); }

    SystemPart read(Reader& member) {
        for (const Cursor& name : member.need_array("audiences"))
            toy().audiences.push_back(name.string());
        toy().patience = member.duration_or("retry_after", toy().patience);
        toy().keeps = member.one_of_or<Keeps>("keeps", toy().keeps,
                                              {{"nothing", Keeps::nothing},
                                               {"messages", Keeps::messages},
                                               {"messages_and_acks", Keeps::messages_and_acks}});
        toy().give_up_after =
            member.integer_or<std::uint8_t>("give_up_after", 0, {.min = 0, .max = 100});
        member.each_member("publishers",
                           [&](const std::string& name, Reader one) { publisher(name, one); });
        toy().first_worker = {static_cast<std::uint16_t>(names_.size())};
        member.each_member("workers",
                           [&](const std::string& name, Reader one) { worker(name, one); });
        if (uses_database_) add_database();
        return {std::move(channels_), fault_names()};
    }

private:
    Settings& toy() { return plan_.settings.toy; }
    NodeId add(const std::string& name) {
        names_.push_back(name);
        return {static_cast<std::uint16_t>(names_.size() - 1)};
    }
    DelayId delay(Reader& reader, std::string_view key) {
        plan_.delays.push_back(reader.delay_or(key, Delay::constant(milliseconds(1))));
        return {static_cast<std::uint16_t>(plan_.delays.size() - 1)};
    }
    void publisher(const std::string& name, Reader& reader) {
        const auto messages =
            reader.messages<std::uint32_t>("messages", {.min = 1, .max = 1'000'000});
        const NodeId node = add(name);
        plan_.settings.app.publishers.push_back(
            {node, {plan_.messages}, messages, delay(reader, "every")});
        plan_.messages += messages;
        channels_.push_back({node, Settings::queue});
    }
    void worker(const std::string& name, Reader& reader) {
        const std::string audience = reader.string("audience");
        const auto& all = toy().audiences;
        const auto found = std::find(all.begin(), all.end(), audience);
        if (found == all.end())
            return reader.error("audience", "no such audience", "one of: " + scenarios::joined(all),
                                scenarios::nearest(audience, all));
        const NodeId node = add(name);
        const auto branch = static_cast<Branch>(found - all.begin());
        const bool in_database =
            reader.one_of_or<bool>("effect", false, {{"here", false}, {"database", true}});
        toy().audience_of.push_back(branch);
        plan_.settings.app.applications.push_back({.node = node,
                                                   .work = delay(reader, "work"),
                                                   .audience = branch,
                                                   .in_database = in_database});
        channels_.push_back({node, Settings::queue});
        uses_database_ = uses_database_ || in_database;
    }
    void add_database() {
        plan_.settings.app.database = add("database");
        for (const app::ApplicationConfig& one : plan_.settings.app.applications)
            if (one.in_database) channels_.push_back({one.node, plan_.settings.app.database});
    }
    scenarios::FaultNames fault_names() const {
        scenarios::FaultNames names;
        names.nodes = names_;
        names.posts = {"the ", "post", "queue", {"queue"}, {{Settings::queue}}};
        names.bodies = KindTable::of<Vocabulary::Body>();
        names.who_fails = "a node";
        names.messages = plan_.messages;
        return names;
    }

    System::Plan& plan_;
    std::vector<std::string> names_;
    std::vector<Channel> channels_;
    bool uses_database_ = false;
};

SystemPart read(Reader member, AnyPlan& any) {
    System::Plan plan;
    SystemPart part = SettingsOfFile(plan).read(member);
    System::cast(plan);
    any = AnyPlan(std::move(plan), engine());
    return part;
}

std::uint32_t keep(AnyPlan& any, std::uint32_t most) {
    auto& plan = any.as<Vocabulary>();
    const std::uint32_t kept = keep_messages(plan, most);
    System::cast(plan);
    return kept;
}

std::vector<std::pair<words::Phrase, words::Phrase>> lines(const AnyPlan& plan) {
    const Settings& toy = plan.as<Vocabulary>().settings.toy;
    const words::Text keeps = toy.keeps == Keeps::nothing    ? "toy.keeps_nothing"_q
                              : toy.keeps == Keeps::messages ? "toy.keeps_messages"_q
                                                             : "toy.keeps_acks"_q;
    return {{"toy.queue"_q, words::Phrase("toy.audiences"_q, {{"n", toy.audiences.size()}})},
            {"toy.disk"_q, keeps}};
}

/// At least once: a push is repeated until it is answered, a message until it is acknowledged. But
/// what the queue has in memory only it may lose, and what it puts aside takes no effect.
scenarios::Promises promises(const AnyPlan& plan) {
    const Settings& toy = plan.as<Vocabulary>().settings.toy;
    const bool may_lose = toy.keeps == Keeps::nothing;
    return {{may_lose, true}, {may_lose || toy.give_up_after > 0, true}};
}

}  // namespace

scenarios::System system() {
    using P = const AnyPlan&;
    return {
        .key = System::key,
        .read = read,
        .promises = promises,
        .weak_spots =
            [](P, const std::vector<scenarios::NamedNodes>&) {
                return std::vector<words::Phrase>{};
            },
        .lines = lines,
        .cost =
            [](P plan) {
                return scenarios::Cost{.messages_at = "/toy_queue/publishers",
                                       .nodes_at = "/toy_queue/workers",
                                       .copies = plan->messages,
                                       .views_at = "/toy_queue/workers",
                                       .views = plan->wiring.nodes(),
                                       .views_are = "nodes"};
            },
        .questions = []() -> const std::vector<scenarios::NamedQuestion>& {
            static const std::vector<scenarios::NamedQuestion> all{
                {.key = "holders-connected",
                 .question = {.property = {System::rules()[0].name, Property::Kind::always},
                              .of = Question::Of::world,
                              .rule = 0},
                 .usual = true}};
            return all;
        },
        .confirms = [](P) { return true; },
        .keep_messages = keep,
        .victims = [](P) { return scenarios::Victims{{Settings::queue}, "queue"}; },
    };
}

}  // namespace mqfate::toy_queue

namespace mqfate::scenarios {

const std::vector<System>& all_systems() {
    static const std::vector<System> all{toy_queue::system()};
    return all;
}

}  // namespace mqfate::scenarios
