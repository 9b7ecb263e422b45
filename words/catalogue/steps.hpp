// The steps of a story, and whether it can happen in time.
#pragma once

#include <array>

#include "words/phrase.hpp"

namespace mqfate::words {

inline constexpr std::array step_texts{
    Text{"step.gets", "gets {message} from {from}", "收到来自 {from} 的 {message}"},
    Text{"step.gets_datagram", "gets {datagram}", "收到{datagram}"},
    Text{"step.loses_datagram", "loses {datagram}", "丢失{datagram}"},
    Text{"step.doubles_datagram", "doubles {datagram}", "把{datagram}变成两份"},
    Text{"step.datagram", "{message} from {from} to {to}, datagram {n}",
         "从 {from} 到 {to} 的 {message}，数据报 {n}"},
    Text{"step.learns_end", "learns that {connection} has ended", "得知 {connection}已断开"},
    Text{"step.connection", "the connection of {client} to {server}",
         "{client} 到 {server} 的连接"},
    Text{"step.dies_before", "{step}, and dies before it sends message {n} of its own: {fault}",
         "{step}，并在发出自己的第 {n} 条消息之前崩溃：{fault}"},
    Text{"step.fires", "fires {timer}{members}", "触发 {timer}{members}"},
    Text{"step.flushed", "has flushed a file to its disk", "完成一个文件的刷盘"},
    Text{"step.written_back", "has file {n} written back by its system", "文件 {n} 由操作系统写回"},
    Text{"step.starts", "starts again", "重新启动"},
    Text{"step.starts_late", "starts", "启动"},
    Text{"step.goes_on", "goes on", "恢复运行"},
    Text{"step.stands_still", "stands still", "停顿"},
    Text{"step.crashes", "crashes", "崩溃"},
    Text{"step.is_killed", "takes too long to shut down, and is killed", "关闭过久，被强制终止"},
    Text{"step.shuts_down", "is told to shut down", "收到关闭请求"},
    Text{"step.exits", "has shut down", "已正常关闭"},
    Text{"step.is_cut", "is cut, cut {n}", "断开，断网 {n}"},
    Text{"step.heals", "heals, cut {n}", "恢复，断网 {n}"},
    Text{"step.resets", "resets {connection}", "重置 {connection}"},
    Text{"step.accepts", "stands still, but its host accepts a connection",
         "处于停顿，但其主机接受了连接"},
    Text{"step.pushed_back", "is pushed back", "受到反压"},
    Text{"step.loses", "loses {message} from {from} to {to}", "丢失从 {from} 到 {to} 的 {message}"},
    Text{"step.loses_place", "loses {message} from {from} to {to}, number {place} under way",
         "丢失从 {from} 到 {to} 的 {message}，在途第 {place} 个"},
    Text{"step.loses_on", "loses {message} from {from} to {to}, and what follows it",
         "丢失从 {from} 到 {to} 的 {message} 及其后的一切"},
    Text{"step.loses_place_on",
         "loses {message} from {from} to {to}, number {place} under way, and what follows it",
         "丢失从 {from} 到 {to} 的 {message}，在途第 {place} 个，及其后的一切"},
    Text{"step.fault", "fault {n}: {fault}", "故障 {n}：{fault}"},
    Text{"step.fault_strikes", "fault {n} strikes {whom}: {fault}",
         "故障 {n} 打击 {whom}：{fault}"},
    Text{"step.of", "{who} {does}", "{who} {does}"},
    Text{"step.the_network", "the network", "网络"},

    Text{"story.out_of_order", "(out of the order of time)", "（不按时间顺序）"},
    Text{"story.feasible", "Feasible in time: for one, at the instants below.",
         "时间上可行：例如在下列时刻。"},
    Text{
        "story.feasible_with_more",
        "Feasible in time: for one, at the instants below ({n} {n|step|steps} more than a shortest "
        "way has, since they come meanwhile).",
        "时间上可行：例如在下列时刻（比最短路径多 {n} 步，因为它们在此期间发生）。"},
    Text{"story.forbidden",
         "Needs an order that real time forbids:", "需要一种真实时间不允许的顺序："},
    Text{"story.can_happen", "It can happen with the scenario's times.",
         "按场景的时间它可能发生。"},
    Text{"story.no_order", "No order of it was found that the scenario's times allow.",
         "没有找到场景的时间所允许的顺序。"},
    Text{"story.end", "end", "结束"},

    // A world in words.
    Text{"portrait.node", "{node}: {what}", "{node}：{what}"},
    Text{"portrait.without_power", "without power", "断电"},
    Text{"portrait.down", "down", "进程未运行"},
    Text{"portrait.stands_still", "stands still", "停顿"},
    Text{"portrait.under_way", "under way: {what}", "在途：{what}"},
    Text{"portrait.nothing", "nothing", "无"},
    Text{"portrait.packet", "{message}{messages} {from} to {to}",
         "{message}{messages} 从 {from} 到 {to}"},
    Text{"portrait.end_of_connection", "the end of the connection", "连接的结束"},

    Text{"time.step", "step {n}", "第 {n} 步"},
    Text{"time.beginning", "the beginning", "开始"},
    Text{"time.hundred_years", "nobody waits for a hundred years", "没有谁会等一百年"},
    Text{"time.after", "{later} comes after {earlier}", "{later}在{earlier}之后"},
    Text{"time.never", "{later} never comes: {subject}", "{later}永远不会到来：{subject}"},
    Text{"time.at_most_before", "{later} comes at most {by} before {earlier}: {subject}",
         "{later}至多早于{earlier} {by}：{subject}"},
    Text{"time.at_most_after", "{later} comes {by} or less after {earlier}: {subject}",
         "{later}在{earlier}之后 {by} 以内：{subject}"},
    Text{"time.at_least_after", "{later} comes {by} or more after {earlier}: {subject}",
         "{later}在{earlier}之后至少 {by}：{subject}"},
    Text{"time.timer", "{timer} of {node}", "{node} 的 {timer}"},
    Text{"time.packet", "{message} from {from} to {to}", "从 {from} 到 {to} 的 {message}"},
    Text{"time.end", "the end of the connection of {node} and {peer}",
         "{node} 与 {peer} 之间连接的结束"},
    Text{"time.sync", "a flush of {node}", "{node} 的刷盘"},
    Text{"time.write_back", "the write-back of {node}", "{node} 的写回"},
};

}  // namespace mqfate::words
