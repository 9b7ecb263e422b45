#include "sim/explore/world/question.hpp"

#include "sim/base/append_only.hpp"
#include "tests/sim/one_queue.hpp"

#include <doctest/doctest.h>

namespace mqfate::question_test {

/// One message, published and told of what follows.
struct Told {
    Ledger ledger;
    Records records;
    Told() {
        ledger.reset(1, tests::one_queue(true));
        note(FactKind::published);
    }
    Told& note(FactKind kind) {
        ledger.note(Fact{.kind = kind, .node = NodeId{1}}, records);
        return *this;
    }
};

Question question(Property::Kind kind, Question::Of of, std::uint64_t least, std::uint64_t most) {
    Question it;
    it.property.kind = kind;
    it.of = of;
    it.least = least;
    it.most = most;
    return it;
}

TEST_CASE("question: a fate is known at the end only") {
    Question lost = question(Property::Kind::at_the_end, Question::Of::fates, 0, 0);
    lost.fate = Fate::lost_confirmed;
    const Told told = Told().note(FactKind::appended).note(FactKind::confirmed);
    CHECK_FALSE(shows(lost, told.ledger, nullptr));
    CHECK(shows(lost, told.ledger, &told.ledger));  // the audit has found nothing
    const Told found = Told(told).note(FactKind::readable);
    CHECK_FALSE(shows(lost, told.ledger, &found.ledger));
}

TEST_CASE(
    "question: `sometimes` is shown where the count is in the range, others where it is not") {
    const Told confirmed = Told().note(FactKind::confirmed);
    const auto asks = [&](Property::Kind kind, std::uint64_t least, std::uint64_t most) {
        return shows(question(kind, Question::Of::confirmed, least, most), confirmed.ledger,
                     nullptr);
    };
    CHECK(asks(Property::Kind::sometimes, 1, 1));
    CHECK_FALSE(asks(Property::Kind::sometimes, 2, 9));
    CHECK_FALSE(asks(Property::Kind::always, 1, 1));
    CHECK(asks(Property::Kind::always, 0, 0));
}

TEST_CASE("question: a second effect is seen at once") {
    Question twice = question(Property::Kind::always, Question::Of::repeats, 0, 0);
    twice.level = Level::effect;
    Told told = Told().note(FactKind::applied);
    CHECK_FALSE(shows(twice, told.ledger, nullptr));
    told.note(FactKind::applied);
    CHECK(shows(twice, told.ledger, nullptr));
}

}  // namespace mqfate::question_test
