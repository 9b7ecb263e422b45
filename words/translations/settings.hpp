// What is wrong with the settings of a system.
#pragma once

#include <array>

#include "words/translation.hpp"

namespace mqfate::words {

inline constexpr std::array setting_translations{
    Translation{"one system; the others in files of their own", "一个系统；其他的各用一个文件"},
    Translation{"no system: one of {all} is needed", "没有系统：需要以下之一：{all}"},

    Translation{"found 0: no connection could be opened", "实际为 0：无法打开任何连接"},
    Translation{"more than 0, or -1 for the operating system's default",
                "大于 0，或 -1 表示操作系统的默认值"},
    Translation{"enable.idempotence is true and acks is not all",
                "enable.idempotence 为 true，而 acks 不是 all"},
    Translation{"enable.idempotence is true and retries is 0",
                "enable.idempotence 为 true，而 retries 为 0"},
    Translation{"enable.idempotence is true (the default) and more than 5 requests are in flight",
                "enable.idempotence 为 true（默认值），而在途请求多于 5 个"},
    Translation{"acks=all, or enable.idempotence=false", "acks=all，或 enable.idempotence=false"},
    Translation{"more than 0, or enable.idempotence=false", "大于 0，或 enable.idempotence=false"},
    Translation{"at most 5 (the broker remembers five batches), or enable.idempotence=false",
                "至多 5（Broker 记住五个批次），或 enable.idempotence=false"},
    Translation{"clients of this version do not have it: all pauses are as long",
                "这个版本的客户端没有它：每次停顿一样长"},
    Translation{"retry.backoff.ms alone, or clients from 3.7 on",
                "只用 retry.backoff.ms，或使用 3.7 起的客户端"},
    Translation{"no topic is called {quoted}", "没有叫做 {quoted} 的主题"},
    Translation{"the name {quoted} is taken by another node", "名字 {quoted} 已被另一个节点占用"},
    Translation{"one of the two: a key picks a partition", "二者之一：键决定分区"},
    Translation{"more than {n} messages in all", "消息总数超过 {n}"},
    Translation{"commit is not after_processing", "commit 不是 after_processing"},
    Translation{"\"commit\": \"after_processing\"", "\"commit\": \"after_processing\""},
    Translation{"consumer {quoted} reads it already", "消费者 {quoted} 已在读取它"},
    Translation{"one consumer a topic (groups that share a topic come later)",
                "一个主题一个消费者（共享主题的组以后支持）"},
    Translation{"Kafka {version} for {whose}: {why}", "{whose} 用 Kafka {version}：{why}"},
    Translation{"brokers", "Broker"},
    Translation{"clients", "客户端"},
    Translation{"topic {name}", "主题 {name}"},
    Translation{"producer {name}", "生产者 {name}"},
    Translation{"consumer {name}", "消费者 {name}"},
    Translation{"no earlier rules are known", "更早的规则未知"},
    Translation{"no earlier ones are known, for they have no delivery.timeout.ms",
                "更早的未知，因为它们没有 delivery.timeout.ms"},
    Translation{"{version} or later; or {form}", "{version} 或更新；或 {form}"},
    Translation{"no version of Kafka is called {quoted}", "没有叫做 {quoted} 的 Kafka 版本"},
    Translation{"longer than {setting}", "长于 {setting}"},
    Translation{"at most that: followers of a quiet partition would leave the in-sync set",
                "至多如此：否则安静分区的 follower 会退出同步副本集"},
    Translation{"at most that: a follower would give up each fetch of a quiet partition",
                "至多如此：否则 follower 会放弃对安静分区的每次拉取"},
    Translation{"not shorter than {setting}", "不短于 {setting}"},
    Translation{"several heartbeats to a session", "一次会话内有多次心跳"},
    Translation{"more replicas than there are brokers", "副本数多于 Broker 数"},
    Translation{"more than {n} partitions in all", "分区总数超过 {n}"},
    Translation{"no topic", "没有主题"},
    Translation{"at least one, as in {example}", "至少一个，例如 {example}"},
    Translation{"no producer", "没有生产者"},
    Translation{"at least one: without messages there is no fate", "至少一个：没有消息就没有命运"},
};

}  // namespace mqfate::words
