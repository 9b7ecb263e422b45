// What `run`, `compare` and `shrink` print.
#pragma once

#include <array>

#include "words/phrase.hpp"

namespace mqfate::words {

inline constexpr std::array run_texts{
    Text{"run.simulated", "Simulated", "模拟对象"},
    Text{"run.faults", "Faults", "故障"},
    Text{"run.no_faults", "none", "无"},
    Text{"run.never_struck", "never struck", "从未发生"},
    Text{"run.struck", "struck {n} times, in {runs} of {all} runs",
         "发生 {n} 次，出现在 {all} 次运行中的 {runs} 次"},
    Text{"run.swarm_on", "on in {on} of {all} runs", "{all} 次运行中有 {on} 次启用"},
    Text{"run.swarm_nothing", "on in {on} of {all} runs, and nothing went wrong in any",
         "{all} 次运行中有 {on} 次启用，都没有出错"},
    Text{"run.swarm_wrong", "{fate}: in {on} of these, in {off} of the other {others}",
         "{fate}：这些运行中有 {on} 次，其余 {others} 次中有 {off} 次"},
    Text{"run.fates", "Fates of {messages} messages in {runs} runs (95 % intervals over runs)",
         "{runs} 次运行中 {messages} 条消息的命运（各次运行间的 95 % 区间）"},
    Text{"run.fate", "fate", "命运"},
    Text{"run.audience", "audience", "受众"},
    Text{"run.counted", "{n} {fate}", "{fate} {n} 条"},
    Text{"run.why", "Why", "原因"},
    Text{"run.semantics", "Semantics observed", "观察到的语义"},
    Text{"run.promised", "{seen}; the settings alone promise {promise}",
         "{seen}；仅凭配置所承诺的是{promise}"},
    Text{"run.times", "Times", "耗时"},
    Text{"run.max", "max", "最大"},
    Text{"run.published_to_confirmed", "published to confirmed", "从发布到确认"},
    Text{"run.published_to_effect", "published to effect", "从发布到效果"},
    Text{"run.throughput", "throughput", "吞吐量"},
    Text{"run.message", "Message {n} of run {run}: {fate}", "运行 {run} 的消息 {n}：{fate}"},
    Text{"run.expected", "Expected", "预期"},
    Text{"run.found", "found {found}", "实际为 {found}"},
    Text{"run.met", "met", "满足"},
    Text{"run.failed", "failed", "不满足"},
    Text{"run.undecided", "undecided", "无法判定"},
    Text{"run.none_measured", "none was measured", "没有测得"},
    Text{"run.cut_off", "{n} of {all} runs were cut off by a limit before all had settled.",
         "{all} 次运行中有 {n} 次在一切落定之前被限额截断。"},
    Text{"run.interrupted", "Interrupted: {n} of {all} runs were finished.",
         "已中断：{all} 次运行中完成了 {n} 次。"},
    Text{"run.again", "Seed {seed}. Again: {command}", "种子 {seed}。重复：{command}"},
    Text{"run.next", "Next:  {command}", "下一步：{command}"},
    Text{"run.weak_spot", "weak spot", "薄弱处"},

    Text{"compare.nothing_left", "No configuration is left.", "没有留下任何配置。"},
    Text{"compare.lost_silently", "lost silently", "无声丢失"},
    Text{"compare.rejected", "rejected", "已拒绝"},
    Text{"compare.semantics", "semantics", "语义"},
    Text{"compare.ack_p50", "ack p50", "确认 p50"},
    Text{"compare.ack_p99", "ack p99", "确认 p99"},
    Text{"compare.lost_vs_first", "lost: vs first", "丢失：与首行相比"},
    Text{"compare.duplicated_vs_first", "duplicated: vs first", "重复：与首行相比"},
    Text{"compare.how_to_read",
         "{runs} runs a row on the same luck, seed {seed}; {level} level; shares of all messages "
         "with 95 % intervals over runs;\ndifferences from the first row in percentage points, "
         "\"=\" where the runs show none.",
         "每行 {runs} 次运行，各行运气相同，种子 "
         "{seed}；{level}层；占全部消息的比例，附各次运行间的 95 % 区间；\n"
         "与首行之差以百分点计，运行看不出差别处为“=”。"},
    Text{"compare.interrupted", "Interrupted: {n} of {all} configurations were begun.",
         "已中断：{all} 个配置中开始了 {n} 个。"},

    Text{"shrink.shows", "Shows", "显示"},
    Text{"shrink.smaller", "Smaller", "缩小"},
    Text{"shrink.took", "Took", "花费"},
    Text{"shrink.fate", "{level} {fate}", "{level}.{fate}"},
    Text{"shrink.fate_and_cause", "{level} {fate}, {name}: {cause}",
         "{level}.{fate}，{name}：{cause}"},
    Text{"shrink.messages", "messages {from} -> {to}", "消息 {from} -> {to}"},
    Text{"shrink.faults", "faults {from} -> {to}", "故障 {from} -> {to}"},
    Text{"shrink.settings", "settings off default {from} -> {to}",
         "偏离默认值的配置 {from} -> {to}"},
    Text{"shrink.effort", "{runs} runs of {scenarios} scenarios",
         "{scenarios} 个场景的 {runs} 次运行"},
    Text{"shrink.interrupted", "Interrupted: the smallest so far.", "已中断：这是目前最小的。"},
    Text{"shrink.again", "Again: mqfate run {file}", "重复：mqfate run {file}"},
    Text{"run.no_effect", "no effect on fate", "不影响命运"},
};

}  // namespace mqfate::words
