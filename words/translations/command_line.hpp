// What the parser of the command line says (CLI11: Error.hpp, Validators.hpp).
#pragma once

#include <array>

#include "words/translation.hpp"

namespace mqfate::words {

inline constexpr std::array command_line_translations{
    Translation{"A subcommand is required", "需要一个子命令"},
    Translation{"{option} is required", "需要 {option}"},
    Translation{"The following argument was not expected: {what}", "有多余的参数：{what}"},
    Translation{"The following arguments were not expected: {what}", "有多余的参数：{what}"},
    Translation{"Could not convert: {option} = {value}", "无法读取 {option} 的值 {value}"},
    Translation{"{option}: {n} required {type} missing", "{option} 缺少 {n} 个值"},
    Translation{"{option}: Value {value} not in range {least} to {most}",
                "{option}：值 {value} 不在 {least} 到 {most} 之间"},
    Translation{"{option}: (Value {value} not in range {least} to {most}) OR ({same} not in {all})",
                "{option}：值 {value} 既不在 {least} 到 {most} 之间，也不是 {all}"},
    Translation{"{option}: Check {value} value in {all}", "{option}：值 {value} 不在 {all} 中"},
    Translation{"{option}: {value} unit not recognized. Allowed values: {all}",
                "{option}：单位 {value} 不能识别，可用：{all}"},
    Translation{"{option}: {value}: expected en or zh", "{option}：{value}；应为 en 或 zh"},
};

}  // namespace mqfate::words
