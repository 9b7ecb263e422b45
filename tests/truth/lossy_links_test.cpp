// The shapes of a published measurement: a producer whose packets are lost now and then.
//
// published_lossy_links.json has the curves; scripts/truth draws all of them. Its client is
// librdkafka, here it is the Java client, so that shapes are held and not numbers: nothing lost up
// to a knee, then an S-curve; batches move the knee right; without retries no duplicate; with one,
// duplicates near the knee and nowhere else.
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::tests::lossy_links_test {

using Json = nlohmann::json;

struct Shares {
    double lost = 0;
    double duplicated = 0;
};

/// One run of the shipped scenario, made longer, at this packet loss and so many messages a batch.
Shares shares(const std::string& scenario, double packet_loss, int batch) {
    constexpr int messages = 80'000;
    Json json = Json::parse(shipped_text(scenario));
    Json& producer = json["kafka"]["producers"]["p"];
    json.erase("compare");
    json["network"]["loss"] = packet_loss;
    producer["messages"] = messages;
    producer["config"]["batch.size"] = batch * producer["message_size"].get<int>();
    const Outcome outcome = simulated(json.dump(), 1);
    Shares shares;
    for (const Fate fate : {Fate::lost_confirmed, Fate::lost_rejected, Fate::lost_unknown})
        shares.lost += static_cast<double>(total(outcome, Level::log, fate)) / messages;
    shares.duplicated =
        static_cast<double>(total(outcome, Level::log, Fate::duplicated)) / messages;
    return shares;
}

/// By packet loss in percent.
std::map<int, Shares> curve(const std::string& scenario, int batch,
                            std::initializer_list<int> percents) {
    std::map<int, Shares> found;
    for (const int percent : percents) found[percent] = shares(scenario, percent / 100.0, batch);
    return found;
}

TEST_CASE("truth: over a lossy link acks=0 loses nothing up to a knee, then an S-curve") {
    const std::string scenario = "truth/lossy-link-acks-0";
    auto one = curve(scenario, 1, {3, 4, 7, 8, 10, 15, 25});
    CHECK(one[3].lost == 0);
    CHECK(one[4].lost == 0);
    CHECK(one[7].lost > 0.02);
    CHECK(one[8].lost > one[7].lost + 0.05);
    CHECK(one[10].lost > one[8].lost + 0.05);
    CHECK(one[15].lost > one[10].lost + 0.1);
    CHECK(one[25].lost > one[15].lost);
    CHECK(one[25].lost > 0.7);
    for (const auto& [percent, shares] : one) CHECK(shares.duplicated == 0);

    auto ten = curve(scenario, 10, {6, 8, 10, 15});
    CHECK(ten[6].lost == 0);
    CHECK(ten[8].lost < 0.02);
    CHECK(ten[10].lost < one[10].lost - 0.3);  // the knee lies further right
    CHECK(ten[15].lost > 0.25);
    for (const auto& [percent, shares] : ten) CHECK(shares.duplicated == 0);
}

TEST_CASE("truth: with one retry a lossy link duplicates near the knee, not before and not after") {
    const std::string scenario = "truth/lossy-link-acks-1";
    for (const int batch : {1, 10}) {
        CAPTURE(batch);
        auto found = curve(scenario, batch, {3, 8, 25});
        CHECK(found[3].lost == 0);
        CHECK(found[3].duplicated == 0);
        CHECK(found[8].lost > 0);
        CHECK(found[8].duplicated > 0.001);
        CHECK(found[25].lost > 0.6);
        CHECK(found[25].duplicated < found[8].duplicated / 10);
    }
    CHECK(shares(scenario, 0.10, 10).lost < shares(scenario, 0.10, 1).lost - 0.2);
}

}  // namespace mqfate::tests::lossy_links_test
