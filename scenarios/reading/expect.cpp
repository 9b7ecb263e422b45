#include "scenarios/reading/expect.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "scenarios/input/errors.hpp"
#include "scenarios/input/quantities.hpp"
#include "sim/world/words.hpp"

namespace mqfate::scenarios {

namespace {

constexpr std::array<std::pair<std::string_view, Comparator>, 6> comparators{{
    {"==", Comparator::equal},
    {"!=", Comparator::unequal},
    {"<=", Comparator::at_most},
    {">=", Comparator::at_least},
    {"<", Comparator::less},
    {">", Comparator::more},
}};

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Fates that have one name together.
constexpr std::array<std::pair<std::string_view, FateSet>, 2> fate_groups{{
    {"lost", any_loss},
    {"lost_silently", silent_loss},
}};

/// What people mean, of all messages: that none has one of these fates, or that each has.
struct Word {
    std::string_view name;
    FateSet fates;
    bool is_of_every = false;
};
constexpr std::array<Word, 5> the_words{{
    {"no_loss", any_loss},
    {"no_silent_loss", silent_loss},
    {"no_duplicate", Fate::duplicated},
    {"in_order", Fate::reordered},
    // Absorbed: handed over again, and applied once all the same.
    {"exactly_once", {Fate::exactly_once, Fate::absorbed}, true},
}};

template <class Add> void for_each_level(Add&& add) {
    for (std::size_t l = 0; l < level_count; ++l)
        add(std::string(name(static_cast<Level>(l))) + ".");
}

std::vector<std::string> all_words() {
    std::vector<std::string> all;
    for_each_level([&](const std::string& level) {
        for (const Word& word : the_words) all.push_back(level + std::string(word.name));
    });
    return all;
}

std::vector<std::string> all_subjects(const CauseTable& causes) {
    std::vector<std::string> all;
    for_each_level([&](const std::string& level) {
        for (std::size_t f = 0; f < fate_count; ++f)
            all.push_back(level + std::string(name(static_cast<Fate>(f))));
        for (const auto& [group, fates] : fate_groups) all.push_back(level + std::string(group));
    });
    for (const CauseWord& word : causes.all()) all.push_back("cause." + std::string(word.name));
    for (const char* which : {"p50", "p99", "max"})
        for (const char* what : {"ack.", "end_to_end."}) all.push_back(std::string(what) + which);
    return all;
}

std::optional<FateSet> fates_named(std::string_view word) {
    for (const auto& [group, fates] : fate_groups)
        if (word == group) return fates;
    if (const auto fate = fate_named(word)) return FateSet(*fate);
    return {};
}

std::optional<std::variant<CountOf, CountOfCause, LatencyOf>> parse_subject(
    std::string_view text, const CauseTable& causes) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view head = text.substr(0, dot);
    const std::string_view tail = text.substr(dot + 1);
    if (head == "cause") {
        const auto cause = causes.named(tail);
        if (cause) return CountOfCause{*cause};
        return {};
    }
    if (head == "ack" || head == "end_to_end") {
        for (const auto& [word, which] : {std::pair{"p50", LatencyOf::Which::p50},
                                          {"p99", LatencyOf::Which::p99},
                                          {"max", LatencyOf::Which::max}})
            if (tail == word) return LatencyOf{head != "ack", which};
        return {};
    }
    const auto level = level_named(head);
    const auto fates = fates_named(tail);
    if (level && fates) return CountOf{*level, *fates};
    return {};
}

/// Nothing: it is no word.
std::optional<Expectation> parse_word(std::string_view text) {
    const auto dot = text.find('.');
    const auto level = level_named(text.substr(0, dot));
    if (!level || dot == std::string_view::npos) return {};
    for (const Word& word : the_words) {
        if (text.substr(dot + 1) != word.name) continue;
        Expectation e;
        e.subject = CountOf{*level, word.fates};
        e.comparator = Comparator::equal;
        if (word.is_of_every)
            e.bound = Every{};
        else
            e.bound = std::uint64_t{0};
        return e;
    }
    return {};
}

std::string no_comparison(std::string_view text) {
    const std::string near = nearest(text, all_words());
    return "no comparison: one of ==, !=, <, <=, >, >= is needed, or a word such as " +
           in_quotes("log.no_loss") + (near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

/// How the spelling says what is compared.
enum class Spelling : std::uint8_t { plain, rate, count };
struct Spelled {
    Spelling spelling = Spelling::plain;
    std::string_view subject;
};
Spelled spelled(std::string_view text) {
    for (const auto& [name, spelling] :
         {std::pair<std::string_view, Spelling>{"rate(", Spelling::rate},
          {"count(", Spelling::count}})
        if (text.starts_with(name) && text.ends_with(')'))
            return {spelling, trim(text.substr(name.size(), text.size() - name.size() - 1))};
    return {Spelling::plain, text};
}

template <class T> tl::expected<Expectation, std::string> with_bound(Expectation e,
                                                                     const Parsed<T>& bound) {
    if (!bound) return tl::unexpected(bound.error());
    e.bound = *bound;
    return e;
}

tl::expected<Expectation, std::string> with_count(Expectation e, const std::string& number) {
    const auto bound = exactly(number, 1);
    if (!bound) return tl::unexpected(bound.error());
    if (*bound < 0) return tl::unexpected<std::string>("a negative number of messages");
    e.bound = static_cast<std::uint64_t>(*bound);
    return e;
}

}  // namespace

tl::expected<Expectation, std::string> parse_expectation(std::string_view text,
                                                         const CauseTable& causes) {
    Expectation e;
    const auto found = std::find_if(comparators.begin(), comparators.end(), [&](const auto& c) {
        return text.find(c.first) != std::string_view::npos;
    });
    if (found == comparators.end()) {
        auto word = parse_word(trim(text));
        if (!word) return tl::unexpected(no_comparison(trim(text)));
        word->text = std::string(text);
        return *word;
    }
    e.text = std::string(text);
    e.comparator = found->second;
    const auto at = text.find(found->first);
    const Spelled left = spelled(trim(text.substr(0, at)));
    const std::string right(trim(text.substr(at + found->first.size())));
    const auto subject = parse_subject(left.subject, causes);
    if (!subject) {
        const std::string near = nearest(left.subject, all_subjects(causes));
        return tl::unexpected("nothing is called " + in_quotes(left.subject) +
                              (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    }
    e.subject = *subject;
    const bool is_latency = std::holds_alternative<LatencyOf>(e.subject);
    const bool is_fate = std::holds_alternative<CountOf>(e.subject);
    if (left.spelling == Spelling::rate && !is_fate)
        return tl::unexpected<std::string>("only a fate has a rate");
    if (left.spelling == Spelling::count && is_latency)
        return tl::unexpected<std::string>("a latency is no count");
    if (is_latency) return with_bound(std::move(e), parse_duration(right));
    e.each_run = left.spelling == Spelling::count;
    const bool looks_like_a_rate = right.find_first_of(".%/") != std::string::npos;
    if (left.spelling == Spelling::rate ||
        (is_fate && looks_like_a_rate && left.spelling == Spelling::plain))
        return with_bound(std::move(e), parse_ratio(right));
    return with_count(std::move(e), right);
}

}  // namespace mqfate::scenarios
