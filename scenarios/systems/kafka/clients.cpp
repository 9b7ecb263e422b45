#include "scenarios/systems/kafka/clients.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/versions.hpp"
#include "scenarios/input/quantities.hpp"
#include "scenarios/systems/kafka/config_types.hpp"
#include "scenarios/systems/kafka/other_settings.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::Acks;
using kafka::CommitMode;
using kafka::ConsumerConfig;
using kafka::OffsetReset;
using kafka::Partitioning;
using kafka::ProducerConfig;

constexpr std::uint32_t most_messages = 10'000'000;
/// A request is late after *more* than its time-out in whole milliseconds
/// (InFlightRequests.hasExpiredRequest): with 0, that is one millisecond.
constexpr Duration shortest_request_timeout = milliseconds(1);
/// send.buffer.bytes=-1 leaves the size to the operating system: Linux lets it grow with the window
/// up to this (net.ipv4.tcp_wmem).
constexpr std::uint32_t send_buffer_of_linux = 4'194'304;

/// Producers only: the model's consumers send next to nothing.
void read_send_buffer(const Reader& settings, SettingsReader& read, ProducerConfig& config) {
    std::int64_t bytes = config.send_buffer;
    read.bytes("send.buffer.bytes", bytes, int_from(-1));
    if (bytes == 0)  // it passes ConfigDef, and then Socket.setSendBufferSize refuses it
        settings.error("send.buffer.bytes", "found 0: no connection could be opened",
                       "more than 0, or -1 for the operating system's default");
    config.send_buffer = bytes < 0 ? send_buffer_of_linux : static_cast<std::uint32_t>(bytes);
}

/// What the client itself refuses (Apache Kafka 4.1, ProducerConfig and KafkaProducer; what earlier
/// ones did instead is in models/kafka/versions.hpp).
void refuse_contradictions(Reader& settings, kafka::Version version, ProducerConfig& config) {
    const bool asked = settings.has("enable.idempotence") && config.enable_idempotence;
    const bool few_in_flight = config.max_in_flight_requests_per_connection <= 5;
    if (asked && kafka::idempotence_sets_acks(version) && !settings.has("acks"))
        config.acks = Acks::all;
    if (asked && config.acks != Acks::all)
        settings.error("acks", "enable.idempotence is true and acks is not all",
                       "acks=all, or enable.idempotence=false");
    if (asked && config.retries == 0)
        settings.error("retries", "enable.idempotence is true and retries is 0",
                       "more than 0, or enable.idempotence=false");
    if (!asked && !few_in_flight && !kafka::refuses_many_in_flight(version))
        config.enable_idempotence = false;
    if (config.enable_idempotence && !few_in_flight)  // refused even where it is only the default
        settings.error(
            "max.in.flight.requests.per.connection",
            "enable.idempotence is true (the default) and more than 5 requests are in flight",
            "at most 5 (the broker remembers five batches), or enable.idempotence=false");
    // Not asked for, only the default: the client switches it off without a word (KIP-679).
    if (!asked && (config.acks != Acks::all || config.retries == 0))
        config.enable_idempotence = false;
    // KafkaProducer.lingerMs, configureDeliveryTimeout: within an int.
    constexpr Duration longest = milliseconds(0x7fffffff);
    config.linger = std::min(config.linger, longest);
    const Duration shortest = std::min(config.linger + config.request_timeout, longest);
    if (config.delivery_timeout < shortest && settings.has("delivery.timeout.ms"))
        settings.error("delivery.timeout.ms", "shorter than linger.ms + request.timeout.ms",
                       "at least " + to_text(shortest));
    // The client lengthens a default that is too short.
    config.delivery_timeout = std::max(config.delivery_timeout, shortest);
}

/// Of both kinds of clients.
template <class Config>
void read_retry_backoff(Reader& settings, SettingsReader& read, kafka::Version version,
                        Config& config) {
    constexpr std::string_view most = "retry.backoff.max.ms";
    long_ms(read, "retry.backoff.ms", config.retry_backoff);
    if (kafka::backs_off_exponentially(version))
        return long_ms(read, most, config.retry_backoff_max);
    config.retry_backoff_max = config.retry_backoff;
    if (settings.has(most))
        settings.error(most, "clients of this version do not have it: all pauses are as long",
                       "retry.backoff.ms alone, or clients from 3.7 on");
}

}  // namespace

DelayId ClientsReader::add(Delay delay) {
    part_.delays.push_back(std::move(delay));
    return {static_cast<std::uint16_t>(part_.delays.size() - 1)};
}

std::uint16_t ClientsReader::topic(Reader& client) {
    const auto& topics = part_.settings.topics;
    if (!client.has("topic") && topics.size() == 1) return 0;
    // It says where, not how.
    const bool given = client.optional("topic", true).present();
    const std::string name = client.string("topic");
    std::vector<std::string> names;
    for (std::uint16_t i = 0; i < topics.size(); ++i) {
        if (topics[i].name == name) return i;
        names.push_back(topics[i].name);
    }
    if (given)
        client.error("topic", "no topic is called " + in_quotes(name), "one of: " + joined(names),
                     nearest(name, names));
    return 0;
}

bool ClientsReader::name_is_free(const std::string& name, const Reader& client) {
    const auto& names = part_.node_names;
    if (std::find(names.begin(), names.end(), name) == names.end()) return true;
    client.error("the name " + in_quotes(name) + " is taken by another node");
    return false;
}

void ClientsReader::read_start(Reader& client, NodeId node) {
    const Duration after = client.duration_or("starts", {});
    if (after > Duration{}) part_.late_starts.push_back({node, after});
}

void ClientsReader::read_partitioning(Reader& producer, ProducerConfig& config) {
    const bool fixed = producer.optional("partition").present();
    const bool keyed = producer.optional("keys").present();
    if (fixed && keyed)
        producer.error("keys", "\"partition\" is given too",
                       "one of the two: a key picks a partition");
    if (fixed) {
        const std::uint32_t partitions =
            part_.settings.topics.empty() ? 1 : part_.settings.topics[config.topic].partitions;
        config.partitioning = Partitioning::fixed;
        config.partition = producer.integer<std::uint32_t>(
            "partition", {.min = 0, .max = static_cast<std::int64_t>(partitions) - 1});
    } else if (keyed) {
        config.partitioning = Partitioning::by_key;
        config.keys = producer.integer<std::uint32_t>("keys", {.min = 1, .max = most_messages});
    }
}

void ClientsReader::read_producer_config(Reader settings, ProducerConfig& config) {
    SettingsReader read(settings, "producer " + config.name);
    read.one_of<Acks>(
        "acks", config.acks,
        {{"0", Acks::none}, {"1", Acks::leader}, {"all", Acks::all}, {"-1", Acks::all}});
    read.boolean("enable.idempotence", config.enable_idempotence);
    read.integer("max.in.flight.requests.per.connection",
                 config.max_in_flight_requests_per_connection, int_from(1));
    read.integer("retries", config.retries, int_from(0));
    int_ms(read, "delivery.timeout.ms", config.delivery_timeout);
    int_ms(read, "request.timeout.ms", config.request_timeout);
    long_ms(read, "linger.ms", config.linger);
    read.bytes("batch.size", config.batch_size, int_from(0));
    read.bytes("buffer.memory", config.buffer_memory, long_from(0));
    read.bytes("max.request.size", config.max_request_size, int_from(0));
    read_send_buffer(settings, read, config);
    long_ms(read, "max.block.ms", config.max_block);
    read_retry_backoff(settings, read, part_.settings.versions.clients, config);
    long_ms(read, "reconnect.backoff.ms", config.reconnect_backoff);
    long_ms(read, "reconnect.backoff.max.ms", config.reconnect_backoff_max);
    long_ms(read, "metadata.max.age.ms", config.metadata_max_age);
    read_other_settings(settings, Whose::producers, part_.settings.versions.clients,
                        "producer " + config.name);
    refuse_contradictions(settings, part_.settings.versions.clients, config);
    config.request_timeout = std::max(config.request_timeout, shortest_request_timeout);
}

void ClientsReader::read_producer(const std::string& name, Reader producer) {
    ProducerConfig config = kafka::producer_defaults(part_.settings.versions.clients);
    config.name = name;
    if (!name_is_free(name, producer)) return producer.ignore_rest();
    config.topic = topic(producer);
    app::PublisherConfig publisher;
    publisher.node = {static_cast<std::uint16_t>(part_.node_names.size())};
    publisher.first = {part_.messages};
    publisher.messages =
        producer.messages<std::uint32_t>("messages", {.min = 1, .max = most_messages});
    if (part_.messages + publisher.messages > most_messages)
        producer.error("messages", "more than 10000000 messages in all");
    part_.messages += publisher.messages;
    publisher.every = add(producer.delay_or("every", Delay::constant(milliseconds(1))));
    read_start(producer, publisher.node);
    const Delay hand_over = producer.delay_or("hand_over", {});
    if (hand_over != Delay{}) config.hand_over = add(hand_over);
    config.message_bytes =
        static_cast<std::uint32_t>(producer.bytes_or("message_size", 100, int_from(1)));
    read_partitioning(producer, config);
    read_producer_config(producer.object_or_none("config"), config);
    // Consumers are numbered after all producers: names of consumers have not come yet.
    part_.node_names.push_back(name);
    part_.application.publishers.push_back(publisher);
    part_.settings.producers.push_back(std::move(config));
}

void ClientsReader::read_commits(Reader& consumer, Reader& settings, ConsumerConfig& config) {
    config.commit =
        consumer.one_of_or<CommitMode>("commit", CommitMode::after_processing,
                                       {{"before_processing", CommitMode::before_processing},
                                        {"after_processing", CommitMode::after_processing},
                                        {"automatic", CommitMode::automatic}});
    // Kafka's default is true; here it is what "commit" says, which says more.
    bool automatic = config.commit == CommitMode::automatic;
    SettingsReader(settings, "consumer " + config.name).boolean("enable.auto.commit", automatic);
    if (automatic && !consumer.has("commit")) config.commit = CommitMode::automatic;
    if (automatic != (config.commit == CommitMode::automatic))
        settings.error("enable.auto.commit", "the consumer's \"commit\" says otherwise",
                       automatic ? "false, or \"commit\": \"automatic\""
                                 : "true, or \"commit\": \"after_processing\"");
    config.commit_every =
        consumer.integer_or<std::uint32_t>("commit_every", 0, {.min = 0, .max = 1'000'000});
    if (config.commit_every != 0 && config.commit != CommitMode::after_processing)
        consumer.error("commit_every", "commit is not after_processing",
                       "\"commit\": \"after_processing\"");
}

void ClientsReader::read_consumer_config(Reader& settings, ConsumerConfig& config) {
    SettingsReader read(settings, "consumer " + config.name);
    read.integer("max.poll.records", config.max_poll_records, int_from(1));
    int_ms(read, "auto.commit.interval.ms", config.auto_commit_interval);
    int_ms(read, "fetch.max.wait.ms", config.fetch_max_wait);
    read.bytes("max.partition.fetch.bytes", config.fetch_max_bytes, int_from(0));
    int_ms(read, "request.timeout.ms", config.request_timeout);
    config.request_timeout = std::max(config.request_timeout, shortest_request_timeout);
    read_retry_backoff(settings, read, part_.settings.versions.clients, config);
    long_ms(read, "reconnect.backoff.ms", config.reconnect_backoff);
    long_ms(read, "reconnect.backoff.max.ms", config.reconnect_backoff_max);
    long_ms(read, "metadata.max.age.ms", config.metadata_max_age);
    // Kafka's default is latest, which would leave messages unread that came before the consumer.
    read.one_of<OffsetReset>("auto.offset.reset", config.auto_offset_reset,
                             {{"earliest", OffsetReset::earliest},
                              {"latest", OffsetReset::latest},
                              {"none", OffsetReset::none}});
    read_other_settings(settings, Whose::consumers, part_.settings.versions.clients,
                        "consumer " + config.name);
}

void ClientsReader::read_work(Reader& consumer, app::ApplicationConfig& application) {
    const Delay work = consumer.delay_or("work", Delay::constant(Duration{}));
    const Ratio at = application.effect_at = consumer.ratio_or("effect_at", Ratio::one());
    if (at.is_one()) {
        application.work = add(work);
        return;
    }
    application.work = add(scaled(work, at));
    application.after = add(scaled(work, {at.denominator - at.numerator, at.denominator}));
}

void ClientsReader::read_consumer(const std::string& name, Reader consumer) {
    ConsumerConfig config = kafka::consumer_defaults(part_.settings.versions.clients);
    config.name = name;
    if (!name_is_free(name, consumer)) return consumer.ignore_rest();
    config.topic = topic(consumer);
    Reader settings = consumer.object_or_none("config");
    read_commits(consumer, settings, config);
    app::ApplicationConfig application;
    application.node = {static_cast<std::uint16_t>(part_.node_names.size())};
    read_work(consumer, application);
    read_start(consumer, application.node);
    for (std::uint16_t p = 0; p < part_.settings.partitions.size(); ++p)
        if (part_.settings.partitions[p].topic == config.topic) config.partitions.push_back({p});
    for (const ConsumerConfig& other : part_.settings.consumers)
        for (const kafka::PartitionId p : other.partitions)
            if (std::find(config.partitions.begin(), config.partitions.end(), p) !=
                config.partitions.end()) {
                consumer.error("topic", "consumer " + in_quotes(other.name) + " reads it already",
                               "one consumer a topic (groups that share a topic come later)");
                settings.ignore_rest();
                return consumer.ignore_rest();
            }
    read_consumer_config(settings, config);
    part_.node_names.push_back(name);
    part_.application.applications.push_back(application);
    part_.settings.consumers.push_back(std::move(config));
}

}  // namespace mqfate::scenarios
