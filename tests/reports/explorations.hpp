// Answers made up by hand: for tests of what reports print about a search.
#pragma once

#include <string>
#include <utility>

#include "models/engine.hpp"
#include "models/kafka/engine.hpp"
#include "reports/explored.hpp"

namespace mqfate::reports {

/// A complete search of 1,200 worlds with three properties, none broken, the last one shown.
inline Explored complete_search() {
    Explored report;
    report.version = "0.1.0";
    report.scenario = "a/scenario";
    report.fingerprint = 0xab;
    report.title = "A title";
    report.bounds.messages = 2;
    report.bounds.scope.budget = {.crashes = 1, .retries = 2};
    report.bounds.seconds = 60;
    report.answer.result.successors = 1'200;
    report.answer.result.distinct = 700;
    report.answer.result.depth = 9;
    report.answer.properties = {{{"nothing is lost", Property::Kind::at_the_end}, {}},
                                {{"logs agree", Property::Kind::always}, {}},
                                {{"it is confirmed", Property::Kind::sometimes}, 4}};
    report.seconds = 0.5;
    report.again = "mqfate explore a/scenario";
    report.smaller = "mqfate explore a/scenario --messages 1";
    report.labels = {{"b1", "shop"}, kafka::engine().dialect};
    return report;
}

/// The same with a story of two steps that breaks the first property: message 1 is lost.
inline Explored broken_search() {
    Explored report = complete_search();
    report.answer.result.end = SearchResult::End::decided;
    report.answer.properties[0].found_after = 2;
    Story story;
    story.property = "nothing is lost";
    story.kind = Property::Kind::at_the_end;
    story.beginning = {"b1: log empty", "under way: nothing"};
    ToldStep publish;
    publish.who = "shop";
    publish.does = "fires PublishNext";
    publish.trace.add({.at = {}, .what = Happening::noted, .node = NodeId{1}});
    publish.trace.mention(MessageId{0});
    publish.trace.add({.at = {}, .what = Happening::sent, .node = NodeId{1}, .peer = NodeId{0}});
    publish.trace.mention(MessageId{0});
    publish.world = {"b1: log empty", "under way: ProduceRequest #1 shop to b1"};
    ToldStep lose;
    lose.does = "loses ProduceRequest from shop to b1";
    lose.about = {MessageId{0}};
    lose.loses = true;
    lose.deviates = true;
    lose.trace.add({.at = {}, .what = Happening::lost, .node = NodeId{1}, .peer = NodeId{0}});
    lose.world = {"b1: log empty", "under way: nothing"};
    story.steps = {std::move(publish), std::move(lose)};
    Ledger ledger;
    ledger.reset(1, {});
    for (const FactKind kind : {FactKind::published, FactKind::confirmed})
        ledger.note(Fact{.kind = kind, .node = NodeId{1}, .message = MessageId{0}}, {});
    story.fates = ledger;
    report.answer.story = std::move(story);
    return report;
}

/// Stopped by the bound on states, with 300 worlds left.
inline Explored stopped_search() {
    Explored report = complete_search();
    report.answer.result.end = SearchResult::End::worlds;
    report.answer.result.frontier = 300;
    report.bounds.states = 700;
    report.answer.properties[2].found_after = {};
    report.about = 12'345'678;
    return report;
}

}  // namespace mqfate::reports
