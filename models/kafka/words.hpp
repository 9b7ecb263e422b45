// Kafka's own words, in both languages: what its facts, causes and rules are called, and what a
// report says of its settings. One place for all of them; the catalogue of everybody is in words/.
//
// A text here with the code of one there ("cause.expired_in_producer", "fact.copied") goes before
// it. Tested by: tests/words/catalogue_test.cpp, tests/golden/glossary_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "models/kafka/context.hpp"
#include "words/catalogue.hpp"

namespace mqfate::kafka {

inline constexpr std::array texts{
    words::Text{"fact.appended", "appends it to the log", "把它追加到日志"},
    words::Text{"fact.copied", "copies it from the leader", "从 leader 复制它"},

    words::Text{"cause.expired_in_producer",
                "given up by the producer: delivery.timeout.ms was over",
                "生产者放弃发送：delivery.timeout.ms 已过"},
    words::Text{"cause.leader_lost_before_replication", "on the leader only when it died",
                "leader 崩溃时只有它有"},
    words::Text{"cause.truncated_by_new_leader", "cut off: the new leader does not have it",
                "被截断：新 leader 没有它"},
    words::Text{"cause.offset_committed_before_processing",
                "the consumer had committed its offset before the work was done",
                "消费者在处理完成之前就提交了偏移量"},
    words::Text{"cause.renumbered_after_epoch_bump", "sent again under a new producer epoch",
                "以新的生产者纪元重发"},
    words::Text{"cause.skipped_by_reset_to_latest",
                "auto.offset.reset=latest: it came while the consumer had no committed offset",
                "auto.offset.reset=latest：它到达时消费者还没有已提交的偏移量"},
    words::Text{"cause.send_blocked_too_long", "refused by send(): it had blocked for max.block.ms",
                "被 send() 拒绝：已阻塞 max.block.ms"},
    words::Text{"cause.record_too_large",
                "too large: above max.request.size, buffer.memory or message.max.bytes",
                "消息过大：超过 max.request.size、buffer.memory 或 message.max.bytes"},
    words::Text{"cause.no_offset_to_begin_at",
                "the consumer stopped: no committed offset, and auto.offset.reset=none",
                "消费者停止：没有已提交的偏移量，且 auto.offset.reset=none"},
    words::Text{"cause.left_on_a_follower", "left on a replica that differs from its leader",
                "遗留在与 leader 不一致的副本上"},

    words::Text{"rule.logs_agree", "replicas agree up to the committed offset",
                "各副本在已提交偏移量之前一致"},
    words::Text{"rule.epochs_agree", "replicas agree on the epoch of each entry",
                "各副本对每条记录的纪元一致"},
    words::Text{"rule.one_leader_an_epoch", "at most one leader an epoch",
                "每个纪元至多一个 leader"},
    words::Text{"rule.watermark_rises", "the high watermark never goes back within a reign",
                "在同一任期内高水位从不后退"},
    words::Text{"rule.weak_isr",
                "in-sync replicas have what is committed (as their leader knows them)",
                "同步副本都有已提交的内容（以 leader 所知为准）"},
    words::Text{"rule.strong_isr",
                "in-sync replicas have what is committed (as the controller knows them)",
                "同步副本都有已提交的内容（以 controller 所知为准）"},
    words::Text{"rule.leader_complete", "the leader has what is committed",
                "leader 拥有已提交的内容"},

    words::Text{"kafka.system", "Kafka", "Kafka"},
    words::Text{"kafka.brokers", "{n} {n|broker|brokers}", "{n} 个 Broker"},
    words::Text{"kafka.versions", "brokers of {brokers}, clients of {clients}",
                "Broker 版本 {brokers}，客户端版本 {clients}"},
    words::Text{"kafka.version", "version", "版本"},
    words::Text{"kafka.topic", "topic {name}", "主题 {name}"},
    words::Text{"kafka.topic_size",
                "{partitions} {partitions|partition|partitions}, {replicas} "
                "{replicas|replica|replicas}",
                "{partitions} 个分区，{replicas} 个副本"},
    words::Text{"kafka.producer", "producer {name}", "生产者 {name}"},
    words::Text{"kafka.messages", "{n} messages", "{n} 条消息"},
    words::Text{"kafka.consumer", "consumer {name}", "消费者 {name}"},
    words::Text{"kafka.commits_before", "commits before the work", "处理之前提交"},
    words::Text{"kafka.commits_after", "commits after the work", "处理之后提交"},
    words::Text{"kafka.commits_automatically", "commits automatically", "自动提交"},
    words::Text{"kafka.effect_of", "effect of {name}", "{name} 的业务效果"},
    words::Text{"kafka.effect_at", "when {n}/{of} of the work is done",
                "在处理完成 {n}/{of} 时发生"},

    words::Text{"kafka.one_copy", "one broker has the only copy of {topic}",
                "只有一个 Broker 有 {topic} 的副本"},
    words::Text{
        "kafka.one_in_sync",
        "min.insync.replicas=1: one broker may have the only copy of what {topic} confirmed",
        "min.insync.replicas=1：{topic} 已确认的消息可能只在一个 Broker 上有副本"},
    words::Text{"kafka.one_rack", "the power of rack {rack} is that of every copy of {topic}",
                "机架 {rack} 的电源就是 {topic} 所有副本的电源"},
    words::Text{"kafka.nobody", "nobody", "无"},
    words::Text{"kafka.no_replica", " nobody", " 无"},
    words::Text{"kafka.decided", "{leader} leads {partition} in epoch {epoch}, in sync{replicas}",
                "{leader} 是 {partition} 的 leader，纪元 {epoch}，同步副本{replicas}"},
    words::Text{"kafka.unknown_reign", "{partition}: {log}", "{partition}：{log}"},
    words::Text{"kafka.follows",
                "takes {leader} for the leader of {partition} in epoch {epoch}, {log}",
                "认为 {leader} 是 {partition} 的 leader，纪元 {epoch}，{log}"},
    words::Text{"kafka.leads", "leads {partition} in epoch {epoch}, in sync{replicas}, {log}",
                "是 {partition} 的 leader，纪元 {epoch}，同步副本{replicas}，{log}"},
    words::Text{
        "kafka.leads_and_proposes",
        "leads {partition} in epoch {epoch}, in sync{replicas}, proposes{proposed}, {log}",
        "是 {partition} 的 leader，纪元 {epoch}，同步副本{replicas}，提议{proposed}，{log}"},
    words::Text{"kafka.log", "log{messages}", "日志{messages}"},
    words::Text{"kafka.empty", " empty", "为空"},
    words::Text{"kafka.high_watermark", "high watermark {offset}", "高水位 {offset}"},
    words::Text{"kafka.on_disk", "{offset} on disk", "已刷盘 {offset}"},
    words::Text{"kafka.has_published", "has published {n} of {all}", "已发布 {all} 条中的 {n} 条"},
    words::Text{"kafka.not_settled", "{n} not settled", "{n} 条未落定"},
    words::Text{"kafka.reads", "reads {partition} from {offset}", "从 {offset} 起读 {partition}"},
    words::Text{"kafka.asks_for_position", "asks for its position", "正在询问自己的偏移量"},
    words::Text{"kafka.has_stopped", "has stopped: it has no offset to begin at",
                "已停止：没有可以开始的偏移量"},
    words::Text{"kafka.believes", "takes {leader} for the leader of {partition}",
                "认为 {leader} 是 {partition} 的 leader"},
};

namespace literals {

consteval words::Text operator""_k(const char* code, std::size_t length) {
    return words::find(texts, std::string_view(code, length));
}

}  // namespace literals

using Line = std::pair<words::Phrase, words::Phrase>;

/// What is simulated, in lines of a name and what is to be said: "topic orders", "1 partition,
/// ...".
std::vector<Line> system_lines(const Vocabulary::Settings& settings);

}  // namespace mqfate::kafka
