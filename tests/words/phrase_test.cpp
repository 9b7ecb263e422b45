#include "words/phrase.hpp"

#include <doctest/doctest.h>

namespace mqfate::words::phrase_test {

constexpr Text gets{"gets", "gets {message} from {from}", "收到来自 {from} 的 {message}"};
constexpr Text dies{"dies", "{step}, and dies", "{step}，然后崩溃"};
constexpr Text losses{"losses", "{n} {n|loss|losses}", "{n} 次丢失"};
constexpr Text all{"all", "{all}", "{all}"};
constexpr Text comma{"comma", ", ", "，"};

TEST_CASE("phrase: each language puts the parameters where it wants them") {
    const Phrase phrase(gets, {{"message", "Request"}, {"from", "shop"}});
    CHECK(phrase.in(Language::en) == "gets Request from shop");
    CHECK(phrase.in(Language::zh) == "收到来自 shop 的 Request");
}

TEST_CASE("phrase: a phrase may be a parameter, and a list has the commas of the language") {
    const Phrase phrase(dies, {{"step", Phrase(gets, {{"message", "A"}, {"from", "b"}})}});
    CHECK(phrase.in(Language::zh) == "收到来自 b 的 A，然后崩溃");
    const Phrase list(all, {{"all", {Phrase("x"), Phrase("y")}, comma}});
    CHECK(list.in(Language::en) == "x, y");
    CHECK(list.in(Language::zh) == "x，y");
}

TEST_CASE("phrase: English has a singular") {
    CHECK(Phrase(losses, {{"n", 1}}).in(Language::en) == "1 loss");
    CHECK(Phrase(losses, {{"n", 2}}).in(Language::en) == "2 losses");
    CHECK(Phrase(losses, {{"n", 2}}).in(Language::zh) == "2 次丢失");
}

TEST_CASE("phrase: codes and parameters are compared, in any order, and no sentence") {
    const Phrase one(gets, {{"message", "A"}, {"from", "b"}});
    constexpr Text reworded{"gets", "is handed {message} by {from}", "{from}{message}"};
    CHECK(one == Phrase(reworded, {{"from", "b"}, {"message", "A"}}));
    CHECK_FALSE(one == Phrase(gets, {{"from", "c"}, {"message", "A"}}));
    CHECK(one.id() == "gets(from=b, message=A)");
    CHECK(Phrase("as it is").id() == "as it is");
    CHECK(Phrase().empty());
    CHECK(Phrase("").empty());
}

}  // namespace mqfate::words::phrase_test
