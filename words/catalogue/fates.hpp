// Fates, levels, semantics, causes that any queue knows, and numbers.
#pragma once

#include <array>

#include "words/phrase.hpp"

namespace mqfate::words {

inline constexpr std::array fate_texts{
    // In a table, and within a sentence.
    Text{"fate.exactly_once", "exactly once", "恰好一次"},
    Text{"fate.lost_confirmed", "lost, confirmed", "丢失（已确认）"},
    Text{"fate.lost_rejected", "lost, rejected", "丢失（已拒绝）"},
    Text{"fate.lost_unknown", "lost, unknown", "丢失（结果未知）"},
    Text{"fate.duplicated", "duplicated", "重复"},
    Text{"fate.absorbed", "absorbed", "已吸收"},
    Text{"fate.phantom", "phantom", "幻影"},
    Text{"fate.reordered", "reordered", "乱序"},
    Text{"fate.parked", "parked", "死信"},
    Text{"fate.said.lost_confirmed", "lost confirmed", "丢失（已确认）"},
    Text{"fate.said.lost_rejected", "lost rejected", "丢失（已拒绝）"},
    Text{"fate.said.lost_unknown", "lost unknown", "丢失（结果未知）"},
    Text{"fate.at_level", "{level} {fate}", "{level}{fate}"},
    Text{"fate.at_level_reordered", "{level} {fate} (reordered)", "{level}{fate}（乱序）"},

    Text{"level.log", "log", "日志"},
    Text{"level.delivery", "delivery", "投递"},
    Text{"level.effect", "effect", "效果"},

    Text{"semantics.none", "none", "无保证"},
    Text{"semantics.at_most_once", "at-most-once", "至多一次"},
    Text{"semantics.at_least_once", "at-least-once", "至少一次"},
    Text{"semantics.exactly_once", "exactly-once", "恰好一次"},

    Text{"cause.lost_in_flight", "lost on the way to the broker, and not sent again",
         "在发往 Broker 的途中丢失，且没有重发"},
    Text{"cause.refused_by_broker", "refused by the broker, and not sent again",
         "被 Broker 拒收，且没有重发"},
    Text{"cause.expired_in_producer", "given up by the producer: its time was over",
         "生产者放弃发送：期限已过"},
    Text{"cause.producer_crashed", "in the memory of a producer that died",
         "只在生产者的内存中，而该生产者已崩溃"},
    Text{"cause.unsynced_on_power_loss", "written but not yet flushed when the power went",
         "断电时已写入但尚未刷盘"},
    Text{"cause.disk_lost", "gone with the disk", "随磁盘一同损毁"},
    Text{"cause.never_consumed", "still unread when the run ended", "运行结束时仍未被读取"},
    Text{"cause.ack_lost_then_retried", "appended, the answer lost, sent again",
         "已追加，应答丢失，于是重发"},
    Text{"cause.connection_lost_then_retried", "appended, the connection lost, sent again",
         "已追加，连接断开，于是重发"},
    Text{"cause.error_then_retried", "appended, answered with an error, sent again",
         "已追加，应答为错误，于是重发"},
    Text{"cause.duplicated_by_network", "delivered twice by the network", "被网络送达两次"},
    Text{"cause.redelivered_after_crash", "delivered again after the consumer restarted",
         "消费者重启后再次投递"},
    Text{"cause.duplicate_in_log", "the log has it twice", "日志中有两份"},
    Text{"cause.retried_behind_later", "appended after a message that was published later",
         "追加在更晚发布的消息之后"},

    Text{"cause.left_on_a_follower", "left on a replica that differs from the others",
         "遗留在与其他副本不一致的副本上"},
    Text{"cause.expired", "older than the queue keeps a message", "超过队列保存消息的期限"},
    Text{"cause.over_length", "pushed out of a queue that was full", "队列已满，被挤出"},
    Text{"cause.evicted", "evicted when memory was short", "内存不足时被淘汰"},
    Text{"cause.retained_too_short", "deleted from the log before it was read",
         "在被读取之前已从日志中删除"},
    Text{"cause.unroutable", "no queue was bound to where it was sent", "没有队列绑定到它的去处"},
    Text{"cause.effect_rolled_back", "its effect was part of a transaction that did not commit",
         "它的效果属于一个没有提交的事务"},
    Text{"cause.effect_lost", "its effect was lost by the database", "它的效果被数据库丢失"},
    Text{"cause.ack_forgotten", "acknowledged, the ack forgotten, and there again",
         "已确认，但确认被遗忘，于是再次出现"},

    Text{"number.interval", "{n} ({low} to {high})", "{n}（{low} 至 {high}）"},
    Text{"number.below", "0 (below {high})", "0（低于 {high}）"},
    Text{"number.of", "{n} of {all}", "{n} / {all}"},
    Text{"number.billion", "{n} billion", "{n} 亿"},
    Text{"number.million", "{n} million", "{n} 万"},
    Text{"number.no", "no", "0"},
    Text{"list", "{all}", "{all}"},
    Text{"list.comma", ", ", "，"},
    Text{"list.semicolon", "; ", "；"},
};

}  // namespace mqfate::words
