// What the commands say beside their results, mostly on standard error.
#pragma once

#include <array>

#include "words/phrase.hpp"

namespace mqfate::words {

inline constexpr std::array command_line_texts{
    Text{"cli.says", "mqfate: {what}", "mqfate：{what}"},
    Text{"cli.good", "{file}: good", "{file}：正确"},
    Text{"cli.good_rows", "{file}: good, {n} configurations to compare",
         "{file}：正确，有 {n} 个配置可供比较"},
    Text{"cli.no_effect", "no effect on fate: {names}", "不影响命运：{names}"},
    Text{"import.nothing",
         "nothing to import: name a file with --broker, --env, --producer or --consumer",
         "没有可导入的文件：请用 --broker、--env、--producer 或 --consumer 给出"},
    Text{"import.used", "used", "已采用"},
    Text{"import.without_effect", "no effect on fate", "不影响命运"},
    Text{"import.refused", "refused, and left out", "被拒绝，已略去"},
    Text{"import.assumed", "assumed: no file says it", "假定：没有文件说明"},
    Text{"import.because", "{names} ({why})", "{names}（{why}）"},
    Text{"import.strict", "{n} {n|setting|settings} refused, and nothing written (--strict)",
         "拒绝了 {n} 项设置，没有写出任何内容（--strict）"},
    Text{"cli.compares", "{title} (compare)", "{title}（比较）"},
    Text{"cli.no_axes", "{file} has no \"compare\" with axes; mqfate run simulates it",
         "{file} 没有带轴的 \"compare\"；可用 mqfate run 模拟它"},
    Text{"cli.no_such_level", "{file} has no consumer: there is only the level log",
         "{file} 没有消费者：只有日志层"},
    Text{"cli.is_a_folder", "{file} is a folder, not a scenario file",
         "{file} 是文件夹，不是场景文件"},
    Text{"cli.too_large", "{file} is larger than a scenario may be (16 MiB)",
         "{file} 超过了场景文件允许的大小（16 MiB）"},
    Text{"cli.cannot_read", "cannot read {file}: {why}", "无法读取 {file}：{why}"},
    Text{"cli.no_file",
         "there is no file {file} and no shipped scenario of that name (mqfate list shows them)",
         "没有文件 {file}，也没有叫这个名字的随附场景（mqfate list 列出它们）"},
    Text{"cli.no_file_but",
         "there is no file {file} and no shipped scenario of that name; did you mean \"{near}\"? "
         "(mqfate list shows them)",
         "没有文件 {file}，也没有叫这个名字的随附场景；是否想用“{near}”？（mqfate list 列出它们）"},
    Text{"cli.cannot_write", "cannot write {file}: {why}", "无法写入 {file}：{why}"},
    Text{"cli.standard_output", "to standard output", "标准输出"},
    Text{"cli.no_story", "there is no story to save in {file}", "没有故事可以保存到 {file}"},
    Text{"cli.no_message", "run {run} has no message {n}; it publishes {all}",
         "运行 {run} 没有消息 {n}；它发布 {all} 条"},
    Text{"cli.needs_message", "this format draws one message: say which with --message",
         "这种格式画的是一条消息：请用 --message 指明"},
    Text{"cli.no_csv_of_message", "the life of a message is written as text, json, mermaid or svg",
         "一条消息的一生可写成 text、json、mermaid 或 svg"},
    Text{"cli.no_property", "{file}: no property is called \"{name}\"",
         "{file}：没有叫做“{name}”的性质"},
    Text{"cli.nothing_called", "{option}: nothing is called {name}; expected one of: {all}",
         "{option}：没有叫做 {name} 的；应为以下之一：{all}"},
    Text{"cli.nothing_called_but",
         "{option}: nothing is called {name}; did you mean \"{near}\"?; expected one of: {all}",
         "{option}：没有叫做 {name} 的；是否想用“{near}”？应为以下之一：{all}"},
    Text{"cli.nothing_went_wrong",
         "nothing went wrong in {runs} runs of {file} with seed {seed}; --runs looks at more",
         "{file} 以种子 {seed} 的 {runs} 次运行中没有出错；--runs 可以多看几次"},
    Text{
        "cli.did_not_happen",
        "what was asked for did not happen in {runs} runs of {file} with seed {seed}; --runs looks "
        "at more",
        "{file} 以种子 {seed} 的 {runs} 次运行中没有发生所问的事；--runs 可以多看几次"},
    Text{"cli.too_rare",
         "it is too rare to be shown by run 0 of another seed; --seed or --runs look elsewhere",
         "它太罕见，别的种子的运行 0 显示不出来；可用 --seed 或 --runs 换个地方找"},
    Text{"cli.interrupted_before", "interrupted before anything was found",
         "还没有找到什么就被中断"},
    Text{"cli.interrupted_after", "interrupted after {n} of {all} runs",
         "{all} 次运行中完成 {n} 次后被中断"},

    // Errors of a file; the rest of their words is in words/translations/.
    Text{"input.did_you_mean", "; did you mean {near}?", "；是否想用 {near}？"},
    Text{"input.expected", "; expected {what}", "；应为：{what}"},
    Text{"input.then_expected", " expected {what}", "应为：{what}"},
    Text{"input.more_errors", "and {n} more errors", "另有 {n} 个错误"},

    Text{"progress.simulating_of", "simulating: {n} of {all} runs",
         "模拟中：{all} 次运行中的 {n} 次"},
    Text{"progress.comparing_of", "comparing: {n} of {all} runs",
         "比较中：{all} 次运行中的 {n} 次"},
    Text{"progress.shrinking", "shrinking: {n} runs", "缩小中：{n} 次运行"},
    Text{"progress.exploring",
         "exploring: {worlds} worlds, {distinct} distinct, {rate}/s, depth {depth}, {frontier} to "
         "go on from",
         "搜索中：{worlds} 个世界，{distinct} 个互不相同，每秒 {rate} 个，深度 {depth}，还有 "
         "{frontier} 个待展开"},
    Text{"progress.guess", "{so_far}, a guess: about {n} in all", "{so_far}，估计共约 {n} 个"},

    // What the parser of the command line says: its own words, in brackets, say which argument.
    Text{"usage.required", "something is missing ({error})", "缺少参数（{error}）"},
    Text{"usage.extra", "something is not expected ({error})", "有多余的参数（{error}）"},
    Text{"usage.conversion", "a value cannot be read ({error})", "无法读取参数的值（{error}）"},
    Text{"usage.validation", "a value is not allowed ({error})", "参数的值不被允许（{error}）"},
    Text{"usage.other", "the command line cannot be used ({error})", "命令行无法使用（{error}）"},
    Text{"usage.see_help", "Run with --help for more information.", "加 --help 可看到更多说明。"},
    Text{"usage.usage", "Usage", "用法"},
    Text{"usage.options_of", "OPTIONS", "选项"},
    Text{"usage.subcommand", "SUBCOMMAND", "子命令"},
    Text{"usage.options", "Options", "选项"},
    Text{"usage.positionals", "Positionals", "位置参数"},
    Text{"usage.subcommands", "Subcommands", "子命令"},
    Text{"usage.is_required", "REQUIRED", "必填"},
    Text{"usage.text", "TEXT", "文本"},
};

}  // namespace mqfate::words
