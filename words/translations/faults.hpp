// What is wrong with faults, nodes and the network.
#pragma once

#include <array>

#include "words/translation.hpp"

namespace mqfate::words {

inline constexpr std::array fault_translations{
    Translation{"no fault: one of {all} is needed", "没有故障：需要以下之一：{all}"},
    Translation{"more than one of: {all}", "以下不止一个：{all}"},
    Translation{"the fault never strikes: it does not say when", "故障永远不会发生：没有说明何时"},
    Translation{"no message is called {quoted}", "没有叫做 {quoted} 的消息"},
    Translation{"a message of the protocol, one of: {all}", "协议的消息，以下之一：{all}"},
    Translation{"no fact is called {quoted}", "没有叫做 {quoted} 的事实"},
    Translation{"published, confirmed, rejected, sent_again, appended, copied, removed, delivered "
                "or applied",
                "published、confirmed、rejected、sent_again、appended、copied、removed、delivered "
                "或 applied"},
    Translation{"whoever leads is one node", "当任的 leader 只是一个节点"},
    Translation{"nodes by name", "写出节点名"},
    Translation{"nobody comes back, so the second one has no turn",
                "没有谁会回来，第二个永远轮不到"},
    Translation{"\"restart_after\" beside it", "同时给出 \"restart_after\""},
    Translation{"one round: \"at\", for example", "只一轮：例如 \"at\""},
    Translation{"not two sides", "不是两侧"},
    Translation{"two lists of nodes, as in {example}", "两个节点列表，例如 {example}"},
    Translation{"both sides are whoever leads", "两侧都是当任的 leader"},
    Translation{"nodes by name at one side at least", "至少一侧写出节点名"},
    Translation{"the {what} does not fail in this version", "这个版本中 {what} 不会发生故障"},
    Translation{"a broker, a producer or a consumer", "Broker、生产者或消费者"},
    Translation{"a leader and nodes by name", "既有 leader 又有节点名"},
    Translation{"no rack is called {quoted}", "没有叫做 {quoted} 的机架"},
    Translation{"no node is called {quoted}", "没有叫做 {quoted} 的节点"},
    Translation{"no node or rack is called {quoted}", "没有叫做 {quoted} 的节点或机架"},
    Translation{"no partition is called {quoted}", "没有叫做 {quoted} 的分区"},
    Translation{"a node, {others} or {quoted_last}; nodes: {all}",
                "节点，或 {others}、{quoted_last}；节点有：{all}"},
    Translation{"a node, or {quoted}; nodes: {all}", "节点，或 {quoted}；节点有：{all}"},
    Translation{"strikes without a pause", "不间断地发生"},
    Translation{"at least 1us between strikes", "两次之间至少 1us"},
    Translation{"not two instants", "不是两个时刻"},
    Translation{"ends before it begins", "结束早于开始"},
    Translation{"the earlier instant first", "较早的时刻在前"},
    Translation{"not exactly one of \"fact\" and \"sent\"", "\"fact\" 与 \"sent\" 须恰好给出一个"},

    Translation{"every packet is lost", "所有数据包都丢失"},
    Translation{"less than 1; to cut nodes off use a fault", "小于 1；要隔离节点请用故障"},
    Translation{"it is in another rack already", "它已在另一个机架中"},
    Translation{"not two ends", "不是两端"},
    Translation{"two nodes or racks, as in {example}", "两个节点或机架，例如 {example}"},
    Translation{"shorter than {setting}", "短于 {setting}"},
};

}  // namespace mqfate::words
