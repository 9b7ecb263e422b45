// A consumer: the application's poll loop, and when it commits what it has read. The work on a
// record, and its effect, are the application's (models/app/application.hpp).
//
// Its partitions are assigned for the whole run; groups and rebalances come later. One application
// thread: poll, then the records one by one, then poll again (KafkaConsumer with
// group.protocol=classic, Apache Kafka 4.1). A record counts as delivered when poll returns it, and
// as applied when its work is done. Fetching goes on meanwhile (fetcher.hpp).
//
// Commits by mode (settings.hpp):
//   before_processing: commitSync after poll, before the work.
//   after_processing: commitSync when the work of a poll is done, or after every `commit_every`
//     records, across polls; then of the records worked on, whatever else poll has returned.
//   automatic: once auto.commit.interval.ms has passed since the last one, poll sends the positions
//     of what earlier polls returned and does not wait; a failure is due again at the first poll
//     after retry.backoff.ms (ConsumerCoordinator.maybeAutoCommitOffsetsAsync). An interval of 0
//     has always passed: each poll commits.
// commitSync is sent again until it is answered: each failure waits for retry.backoff.ms, doubled
// up to retry.backoff.max.ms (ConsumerCoordinator.commitOffsetsSync). The committed offset is that
// of the next record to read. A commit of what is committed already is not sent.
// Left out: default.api.timeout.ms (a commit is never given up), the search for the coordinator,
// the time-out of poll (an idle consumer is inside poll until records come).
//
// Asked to end, it is woken (KafkaConsumer.wakeup): poll throws, now or when what it has returned
// is worked on, and the application closes. With automatic commits that sends the positions and
// waits for the answers, 30 s at most (ConsumerCoordinator.close,
// ConsumerUtils.DEFAULT_CLOSE_TIMEOUT_MS).
//
// With auto.offset.reset=none, poll throws where there is no offset to begin at, once it has handed
// out what came before (NoOffsetForPartitionException, OffsetOutOfRangeException;
// FetchCollector.collectFetch). Nobody catches that: the consumer stops.
//
// A crash leaves nothing: it starts again from the committed offsets.
// Tested by: tests/models/kafka/consumer_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/app/application.hpp"
#include "models/kafka/context.hpp"
#include "models/kafka/fetcher.hpp"
#include "sim/base/ring.hpp"

namespace mqfate::kafka {

struct Consumer {
    enum class Phase : std::uint8_t {
        positioning,  ///< waits for its committed offsets
        polling,      ///< inside poll, without records
        working,      ///< on the first of `polled`, as the application does
        committing,   ///< inside commitSync
        stopped,      ///< poll has thrown: it has no offset to begin at
    };
    /// What the coordinator knows of one partition.
    struct Progress {
        ReadPosition worked;         ///< the position after the last record worked on
        std::optional<Offset> told;  ///< the last commit sent; empty if it may not have arrived
        friend bool operator==(const Progress&, const Progress&) = default;
    };
    struct Volatile {
        Phase phase = Phase::positioning;
        Fetcher fetcher;
        std::vector<Progress> progress;  ///< by place in the assignment
        Ring<Polled> polled;             ///< returned by poll; the first is being worked on
        std::uint32_t since_commit = 0;  ///< records worked on, if every so many are committed
        bool auto_commit_due = false;
        std::uint16_t unanswered = 0;  ///< requests under way to the coordinator
        std::uint8_t failures = 0;     ///< of the coordinator, in a row
        bool closing = false;          ///< the next poll throws, and then it closes
        app::Application application;
        friend bool operator==(const Volatile&, const Volatile&) = default;

        /// The process dies: what it had committed and not worked on is passed over for good.
        void vanish(RoleContext& context) const;
    } memory;

    void on(const Started&, RoleContext& context);
    void on(const ShutDownAsked&, RoleContext& context);
    void on(const CloseExpires&, RoleContext& context);
    void on(const Connected& to, RoleContext& context);
    void on(const Disconnected& gone, RoleContext& context);
    void on(const FetchResponse& response, NodeId from, RoleContext& context);
    void on(const MetadataResponse& response, NodeId from, RoleContext& context);
    void on(const OffsetFetchResponse& response, NodeId from, RoleContext& context);
    void on(const OffsetCommitResponse&, NodeId from, RoleContext& context);
    void on(const app::WorkDone& timer, RoleContext& context);
    void on(const app::EffectApplied& answer, NodeId from, RoleContext& context);
    void on(const app::AskDatabaseAgain& timer, RoleContext& context);
    void on(const AutoCommitDue&, RoleContext& context);
    void on(const ConsumerBackoffOver&, RoleContext& context);
    void on(const MetadataBackoffOver&, RoleContext& context);
    void on(const MetadataTooOld&, RoleContext& context);
    void on(const ReconnectBackoffOver& timer, RoleContext& context);
    void on(const RequestTimeout& timer, RoleContext& context);
    friend bool operator==(const Consumer&, const Consumer&) = default;

    /// It will not poll any more, unless its process starts again.
    bool has_stopped() const { return memory.phase == Phase::stopped; }
    /// Nothing is buffered, in work, or in a commit under way. (What `commit_every` or the
    /// automatic interval leaves uncommitted matters only to a crash.) Says nothing of what it has
    /// yet to fetch: see position().
    bool quiet() const;
    /// The offset of the next record that poll will return; empty if not assigned or not known yet.
    std::optional<Offset> position(PartitionId partition) const;

private:
    void poll(RoleContext& context);
    bool commits_now(const ConsumerConfig& config) const;
    static void arm_auto_commit(Duration after, RoleContext& context);
    void stop(RoleContext& context);
    void close(RoleContext& context);
    void work(RoleContext& context);
    /// The application is done with the first of `polled`.
    void worked(RoleContext& context);
    /// Goes on after a record, or after a commit: the next record, or the next poll.
    void go_on(RoleContext& context);
    /// commitSync: go_on() follows its answer.
    void commit_and_wait(RoleContext& context);
    /// Sends the positions that the coordinator does not know. Returns whether there were any.
    bool commit(RoleContext& context);
    void ask_coordinator(RoleContext& context, Vocabulary::Body request);
    void answered(RoleContext& context);
    /// What was under way to the coordinator will not be answered.
    void coordinator_lost(RoleContext& context);
    void connection_lost(NodeId server, RoleContext& context);
};

}  // namespace mqfate::kafka
