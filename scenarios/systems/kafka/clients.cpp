#include "scenarios/systems/kafka/clients.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/versions.hpp"
#include "scenarios/input/quantities.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::Acks;
using kafka::CommitMode;
using kafka::ConsumerConfig;
using kafka::Partitioning;
using kafka::ProducerConfig;

constexpr std::uint32_t most_messages = 10'000'000;

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
    const Duration shortest = config.linger + config.request_timeout;
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
    read.duration_ms("retry.backoff.ms", config.retry_backoff);
    if (kafka::backs_off_exponentially(version))
        return read.duration_ms(most, config.retry_backoff_max);
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
    constexpr DurationLimits some{.min = milliseconds(1)};
    SettingsReader read(settings, "producer " + config.name);
    read.one_of<Acks>(
        "acks", config.acks,
        {{"0", Acks::none}, {"1", Acks::leader}, {"all", Acks::all}, {"-1", Acks::all}});
    read.boolean("enable.idempotence", config.enable_idempotence);
    read.integer("max.in.flight.requests.per.connection",
                 config.max_in_flight_requests_per_connection, {.min = 1, .max = 1'000});
    read.integer("retries", config.retries, {.min = 0, .max = 0x7fffffff});
    read.duration_ms("delivery.timeout.ms", config.delivery_timeout, some);
    read.duration_ms("request.timeout.ms", config.request_timeout, some);
    read.duration_ms("linger.ms", config.linger);
    read.bytes("batch.size", config.batch_size, {.min = 0, .max = 1 << 30});
    read.bytes("buffer.memory", config.buffer_memory, {.min = 1, .max = 1LL << 40});
    read.bytes("send.buffer.bytes", config.send_buffer, {.min = 1, .max = 1 << 30});
    read.duration_ms("max.block.ms", config.max_block);
    read_retry_backoff(settings, read, part_.settings.versions.clients, config);
    read.duration_ms("reconnect.backoff.ms", config.reconnect_backoff);
    read.duration_ms("reconnect.backoff.max.ms", config.reconnect_backoff_max);
    read.duration_ms("metadata.max.age.ms", config.metadata_max_age, some);
    refuse_contradictions(settings, part_.settings.versions.clients, config);
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
    config.message_bytes = static_cast<std::uint32_t>(
        producer.bytes_or("message_size", 100, {.min = 1, .max = 1 << 20}));
    read_partitioning(producer, config);
    read_producer_config(producer.object_or_none("config"), config);
    // Consumers are numbered after all producers: names of consumers have not come yet.
    part_.node_names.push_back(name);
    part_.application.publishers.push_back(publisher);
    part_.settings.producers.push_back(std::move(config));
}

void ClientsReader::read_consumer(const std::string& name, Reader consumer) {
    ConsumerConfig config = kafka::consumer_defaults(part_.settings.versions.clients);
    config.name = name;
    if (!name_is_free(name, consumer)) return consumer.ignore_rest();
    config.topic = topic(consumer);
    config.commit =
        consumer.one_of_or<CommitMode>("commit", CommitMode::after_processing,
                                       {{"before_processing", CommitMode::before_processing},
                                        {"after_processing", CommitMode::after_processing},
                                        {"automatic", CommitMode::automatic}});
    config.commit_every =
        consumer.integer_or<std::uint32_t>("commit_every", 0, {.min = 0, .max = 1'000'000});
    if (config.commit_every != 0 && config.commit != CommitMode::after_processing)
        consumer.error("commit_every", "commit is not after_processing",
                       "\"commit\": \"after_processing\"");
    app::ApplicationConfig application;
    application.node = {static_cast<std::uint16_t>(part_.node_names.size())};
    application.work = add(consumer.delay_or("work", Delay::constant(Duration{})));
    read_start(consumer, application.node);
    for (std::uint16_t p = 0; p < part_.settings.partitions.size(); ++p)
        if (part_.settings.partitions[p].topic == config.topic) config.partitions.push_back({p});
    for (const ConsumerConfig& other : part_.settings.consumers)
        for (const kafka::PartitionId p : other.partitions)
            if (std::find(config.partitions.begin(), config.partitions.end(), p) !=
                config.partitions.end()) {
                consumer.error("topic", "consumer " + in_quotes(other.name) + " reads it already",
                               "one consumer a topic (groups that share a topic come later)");
                return consumer.ignore_rest();
            }
    Reader settings = consumer.object_or_none("config");
    SettingsReader read(settings, "consumer " + name);
    constexpr DurationLimits some{.min = milliseconds(1)};
    read.integer("max.poll.records", config.max_poll_records, {.min = 1, .max = 1'000'000});
    read.duration_ms("auto.commit.interval.ms", config.auto_commit_interval, some);
    read.duration_ms("fetch.max.wait.ms", config.fetch_max_wait);
    read.bytes("max.partition.fetch.bytes", config.fetch_max_bytes, {.min = 1, .max = 1 << 30});
    read.duration_ms("request.timeout.ms", config.request_timeout, some);
    read_retry_backoff(settings, read, part_.settings.versions.clients, config);
    read.duration_ms("reconnect.backoff.ms", config.reconnect_backoff);
    read.duration_ms("reconnect.backoff.max.ms", config.reconnect_backoff_max);
    // Kafka's default is latest, which would leave messages unread that came before the consumer.
    read.one_of<bool>("auto.offset.reset", config.reset_to_earliest,
                      {{"earliest", true}, {"latest", false}});
    part_.node_names.push_back(name);
    part_.application.applications.push_back(application);
    part_.settings.consumers.push_back(std::move(config));
}

}  // namespace mqfate::scenarios
