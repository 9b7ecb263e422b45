// The toy queue, fourth part: what it calls things, in both languages.
#pragma once

#include <array>
#include <string_view>

#include "words/catalogue.hpp"

namespace mqfate::toy_queue {

inline constexpr std::array texts{
    words::Text{"fact.delivered", "takes it from the queue", "从队列取到它"},
    words::Text{"cause.queue_was_in_memory", "in the memory of a queue that died",
                "在已崩溃的队列的内存中"},
    words::Text{"cause.unacknowledged_then_given_again",
                "the worker lost its connection before its ack came: given to another one",
                "消费者在确认到达之前断开连接：交给了另一个"},
    words::Text{"toy.queue", "Toy queue", "玩具队列"},
    words::Text{"toy.audiences", "{n} {n|audience|audiences}", "{n} 个受众"},
    words::Text{"toy.disk", "On disk", "磁盘上"},
    words::Text{"toy.keeps_nothing", "nothing", "什么都没有"},
    words::Text{"toy.keeps_messages", "messages; acks a little later", "消息；确认稍后才写入"},
    words::Text{"toy.keeps_acks", "messages and acks", "消息和确认"},
    words::Text{"toy.aside", "put aside: {n}", "死信：{n} 条"},
    words::Text{"toy.holds", "{audience}: {n} in the queue", "{audience}：队列中 {n} 条"},
};

namespace literals {

consteval words::Text operator""_q(const char* code, std::size_t length) {
    return words::find(texts, std::string_view(code, length));
}

}  // namespace literals

}  // namespace mqfate::toy_queue
