#include "models/kafka/consumer.hpp"

#include <algorithm>

#include "models/kafka/backoff.hpp"
#include "models/kafka/causes.hpp"

namespace mqfate::kafka {
namespace {

NodeId coordinator_of(RoleContext& context) { return context.settings().kafka.coordinator(); }

/// It commits what was worked on, not what was returned: the two differ inside a poll.
bool commits_inside_a_poll(const ConsumerConfig& config) {
    return config.commit == CommitMode::after_processing && config.commit_every > 0;
}

}  // namespace

void Consumer::Volatile::vanish(RoleContext& context) const {
    const Branch audience = context.settings().app.application(context.self()).audience;
    for (const Polled& at : polled) {
        // Where a commit failed, it may have arrived all the same.
        const std::optional<Offset>& told = progress[at.place].told;
        if (told == beyond_the_end) continue;  // nothing was committed yet
        const Offset first = at.next.offset - 1;
        std::uint32_t committed = at.records.count;
        if (told) committed = *told > first ? std::min(committed, *told - first) : 0;
        if (committed > 0)
            context.note(Fact{.kind = FactKind::passed_over,
                              .cause = causes::offset_committed_before_processing,
                              .records = {at.records.first, committed},
                              .branch = audience});
    }
}

void Consumer::on(const Started&, RoleContext& context) {
    const ConsumerConfig& config = config_of(context);
    memory.progress.resize(config.partitions.size());
    memory.fetcher.start(context);
    ask_coordinator(context, OffsetFetchRequest{});
    if (config.commit == CommitMode::automatic)
        arm_auto_commit(config.auto_commit_interval, context);
}

void Consumer::on(const OffsetFetchResponse& response, NodeId, RoleContext& context) {
    if (memory.phase != Phase::positioning) return;
    answered(context);
    memory.fetcher.seek(response, config_of(context));
    for (std::size_t place = 0; place < memory.progress.size(); ++place) {
        const ReadPosition position = memory.fetcher.assigned[place].position;
        memory.progress[place] = {.worked = position, .told = position.offset};
    }
    poll(context);
}

// ---- the application

void Consumer::poll(RoleContext& context) {
    const ConsumerConfig& config = config_of(context);
    if (memory.closing) return close(context);
    memory.phase = Phase::polling;
    if (commits_now(config)) {
        memory.auto_commit_due = false;
        arm_auto_commit(config.auto_commit_interval, context);
        commit(context);
    }
    std::uint32_t room = config.max_poll_records;
    while (room > 0 && !memory.fetcher.buffered.empty())
        room -= memory.polled.push_back(memory.fetcher.take(room, context)).records.count;
    if (memory.polled.empty() && memory.fetcher.nowhere_to_begin) return stop(context);
    memory.fetcher.send(context);
    if (memory.polled.empty()) return;
    if (config.commit == CommitMode::before_processing) return commit_and_wait(context);
    work(context);
}

// With an interval of 0 every poll commits: the timer has always expired.
bool Consumer::commits_now(const ConsumerConfig& config) const {
    const bool always = config.auto_commit_interval == Duration{};
    return memory.auto_commit_due || (config.commit == CommitMode::automatic && always);
}

void Consumer::arm_auto_commit(Duration after, RoleContext& context) {
    if (after > Duration{}) context.arm(AutoCommitDue{}, after);
}

// The exception leaves poll(), and the application with it.
void Consumer::stop(RoleContext& context) {
    memory.phase = Phase::stopped;
    context.cancel(AutoCommitDue{});
}

void Consumer::on(const ShutDownAsked&, RoleContext& context) {
    memory.closing = true;
    if (memory.phase == Phase::positioning) return context.exit();
    if (memory.phase == Phase::polling) poll(context);
}

void Consumer::close(RoleContext& context) {
    constexpr Duration patience = seconds(30);
    if (memory.phase != Phase::committing) context.arm(CloseExpires{}, patience);
    memory.phase = Phase::committing;
    if (config_of(context).commit == CommitMode::automatic) commit(context);
    if (memory.unanswered == 0) context.exit();
}

void Consumer::on(const CloseExpires&, RoleContext& context) { context.exit(); }

void Consumer::work(RoleContext& context) {
    memory.phase = Phase::working;
    const MessageId message = context.store().records[memory.polled.front().records.first];
    memory.application.begin(message, context);
}

void Consumer::on(const app::WorkDone& timer, RoleContext& context) {
    if (memory.application.on(timer, context) == app::Progress::done) worked(context);
}
void Consumer::on(const app::EffectApplied& answer, NodeId, RoleContext& context) {
    if (memory.application.on(answer, context) == app::Progress::done) worked(context);
}
void Consumer::on(const app::AskDatabaseAgain& timer, RoleContext& context) {
    memory.application.on(timer, context);
}

void Consumer::worked(RoleContext& context) {
    const ConsumerConfig& config = config_of(context);
    Polled& at = memory.polled.front();
    memory.progress[at.place].worked = at.next;
    ++at.records.first;
    ++at.next.offset;
    if (--at.records.count == 0) memory.polled.pop_front();
    bool due = config.commit == CommitMode::after_processing && memory.polled.empty();
    if (commits_inside_a_poll(config)) {
        due = ++memory.since_commit == config.commit_every;
        if (due) memory.since_commit = 0;
    }
    if (due) return commit_and_wait(context);
    go_on(context);
}

void Consumer::go_on(RoleContext& context) {
    if (memory.polled.empty()) return poll(context);
    work(context);
}

// ---- commits

void Consumer::on(const AutoCommitDue&, RoleContext& context) {
    memory.auto_commit_due = true;
    const bool closes = memory.closing && memory.phase == Phase::committing;
    if (memory.phase == Phase::polling || closes) poll(context);
}

void Consumer::commit_and_wait(RoleContext& context) {
    memory.phase = Phase::committing;
    if (!commit(context)) go_on(context);
}

bool Consumer::commit(RoleContext& context) {
    const bool worked = commits_inside_a_poll(config_of(context));
    OffsetCommitRequest request;
    for (std::size_t place = 0; place < memory.progress.size(); ++place) {
        Progress& progress = memory.progress[place];
        const Fetcher::Assigned& read = memory.fetcher.assigned[place];
        const ReadPosition at = worked ? progress.worked : read.position;
        if (progress.told == at.offset || at.offset == beyond_the_end) continue;
        progress.told = at.offset;
        request.items.push_back({read.partition, at.epoch, at.offset});
    }
    if (request.items.empty()) return false;
    ask_coordinator(context, std::move(request));
    return true;
}

void Consumer::on(const OffsetCommitResponse&, NodeId, RoleContext& context) {
    if (memory.unanswered == 0) return;
    answered(context);
    if (memory.phase == Phase::committing) go_on(context);
}

// ---- the coordinator

void Consumer::ask_coordinator(RoleContext& context, Vocabulary::Body request) {
    const NodeId coordinator = coordinator_of(context);
    if (memory.unanswered++ == 0)
        context.arm(RequestTimeout{coordinator}, config_of(context).request_timeout);
    context.request(coordinator, std::move(request));
}

void Consumer::answered(RoleContext& context) {
    memory.failures = 0;
    const RequestTimeout timeout{coordinator_of(context)};
    if (--memory.unanswered == 0)
        context.cancel(timeout);
    else
        context.arm(timeout, config_of(context).request_timeout);
}

void Consumer::coordinator_lost(RoleContext& context) {
    if (memory.unanswered == 0) return;
    const ConsumerConfig& config = config_of(context);
    memory.unanswered = 0;
    context.cancel(RequestTimeout{coordinator_of(context)});
    for (Progress& progress : memory.progress) progress.told.reset();
    if (memory.phase != Phase::positioning && config.commit == CommitMode::automatic) {
        context.arm(AutoCommitDue{}, config.retry_backoff);
        return;
    }
    context.arm(ConsumerBackoffOver{},
                exponential_backoff(config.retry_backoff, config.retry_backoff_max, memory.failures,
                                    memory.failures));
    if (memory.failures < 0xff) ++memory.failures;
}

void Consumer::on(const ConsumerBackoffOver&, RoleContext& context) {
    if (memory.phase == Phase::positioning) ask_coordinator(context, OffsetFetchRequest{});
    if (memory.phase == Phase::committing) commit_and_wait(context);
}

// ---- the brokers

void Consumer::on(const FetchResponse& response, NodeId from, RoleContext& context) {
    if (has_stopped()) return;
    memory.fetcher.on(response, from, context);
    if (memory.phase == Phase::polling) poll(context);
}

void Consumer::on(const MetadataResponse& response, NodeId from, RoleContext& context) {
    if (has_stopped()) return;
    memory.fetcher.on(response, from, context);
    if (memory.phase == Phase::polling) memory.fetcher.send(context);
}

void Consumer::on(const MetadataBackoffOver& timer, RoleContext& context) {
    if (!has_stopped()) memory.fetcher.on(timer, context);
}

void Consumer::on(const MetadataTooOld& timer, RoleContext& context) {
    if (!has_stopped()) memory.fetcher.on(timer, context);
}

void Consumer::on(const ReconnectBackoffOver& timer, RoleContext& context) {
    if (has_stopped()) return;
    memory.fetcher.on(timer, context);
    if (memory.phase == Phase::polling) memory.fetcher.send(context);
}

void Consumer::on(const Connected& to, RoleContext& context) {
    if (!has_stopped() && memory.fetcher.knows(to.peer)) memory.fetcher.connected(to.peer, context);
}

void Consumer::on(const Disconnected& gone, RoleContext& context) {
    if (gone.peer == context.settings().app.database)
        return memory.application.lost_database(context);
    connection_lost(gone.peer, context);
}

void Consumer::on(const RequestTimeout& timer, RoleContext& context) {
    context.close(timer.server);
    connection_lost(timer.server, context);
}

void Consumer::connection_lost(NodeId server, RoleContext& context) {
    if (has_stopped()) return;
    if (memory.fetcher.knows(server)) return memory.fetcher.lost(server, context);
    coordinator_lost(context);
}

// ---- what others may ask

bool Consumer::quiet() const {
    if (has_stopped()) return true;
    return memory.phase == Phase::polling && memory.fetcher.buffered.empty() &&
           memory.unanswered == 0;
}

std::optional<Offset> Consumer::position(PartitionId partition) const {
    const Fetcher::Assigned* found = memory.fetcher.find(partition);
    if (found == nullptr || memory.phase == Phase::positioning || has_stopped()) return {};
    if (found->position.offset == beyond_the_end) return {};
    return found->position.offset;
}

}  // namespace mqfate::kafka
