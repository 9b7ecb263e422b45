// What a value is, and what it should have been.
#pragma once

#include <array>

#include "words/translation.hpp"

namespace mqfate::words {

inline constexpr std::array value_translations{
    Translation{"found {what}", "实际为 {what}"},
    Translation{"null", "null"},
    Translation{"a list", "列表"},
    Translation{"an empty list", "空列表"},
    Translation{"an object", "对象"},
    Translation{"an empty object", "空对象"},
    Translation{"an empty string", "空字符串"},
    Translation{"a list of {n}", "{n} 个元素的列表"},
    Translation{"a string of {n} bytes", "{n} 字节的字符串"},
    Translation{"a string with control characters", "含控制字符的字符串"},
    Translation{"a string without them", "不含控制字符的字符串"},
    Translation{"a string", "字符串"},
    Translation{"a string that is not empty", "非空字符串"},
    Translation{"a string or a number", "字符串或数"},
    Translation{"not a text", "不是文本"},
    Translation{"true or false", "true 或 false"},
    Translation{"a whole number from {least} to {most}", "{least} 到 {most} 的整数"},
    Translation{"a duration from {least} to {most}, such as \"200us\" or \"30s\"",
                "{least} 到 {most} 的时长，例如 \"200us\" 或 \"30s\""},
    Translation{"a whole number of milliseconds, or a duration with a unit, from {least} to {most}",
                "毫秒的整数，或带单位的时长，{least} 到 {most}"},
    Translation{"forever", "永远"},
    Translation{"a number of bytes from {least} to {most}, such as 512, \"16KiB\" or \"1MB\"",
                "{least} 到 {most} 的字节数，例如 512、\"16KiB\" 或 \"1MB\""},
    Translation{"a number from 0 to 1, such as 0.05, \"5%\" or \"1/20\"",
                "0 到 1 的数，例如 0.05、\"5%\" 或 \"1/20\""},
    Translation{"one of {all}", "以下之一：{all}"},
    Translation{"one of: ", "以下之一："},
    Translation{"one of: {all}", "以下之一：{all}"},
    Translation{"{all}, and {n} more", "{all}，另有 {n} 个"},
    Translation{"at least {n}", "至少 {n}"},
    Translation{"at most {n}", "至多 {n}"},
    Translation{"at least one", "至少一个"},
    Translation{"more than 0", "大于 0"},
    Translation{"one of the two", "二者之一"},
    Translation{"as in {example}", "例如 {example}"},

    // Quantities.
    Translation{"{quoted} has no unit", "{quoted} 没有单位"},
    Translation{"unknown unit {quoted} (there are {all})", "未知单位 {quoted}（有 {all}）"},
    Translation{"{quoted} is too large", "{quoted} 过大"},
    Translation{"{quoted} is finer than the smallest unit", "{quoted} 比最小单位更细"},
    Translation{"{quoted} has more than 9 decimals", "{quoted} 的小数超过 9 位"},
    Translation{"{quoted} is not from 0 to 1", "{quoted} 不在 0 到 1 之间"},
    Translation{"{quoted} has a denominator that is not from 1 to 1000000000",
                "{quoted} 的分母不在 1 到 1000000000 之间"},

    // Delays.
    Translation{"two durations, the least and the most", "两个时长：最短与最长"},
    Translation{"the least, {low}, is above the most, {high}", "最短 {low} 大于最长 {high}"},
    Translation{"the smaller one first", "较小的在前"},
    Translation{"a share from 0 to 1 as the name, such as \"0.99\"",
                "以 0 到 1 的份额为名，例如 \"0.99\""},
    Translation{"the table has no end", "表没有末尾"},
    Translation{"a member \"1\" with the longest delay", "成员 \"1\"，其值为最长的延迟"},
    Translation{"this share stands twice", "这个份额出现了两次"},
    Translation{"each share once", "每个份额一次"},
    Translation{"found {delay}, less than {other} at a smaller share",
                "实际为 {delay}，小于更小份额处的 {other}"},
    Translation{"durations that rise with the share", "随份额递增的时长"},
    Translation{"a weight and a delay", "权重与延迟"},
    Translation{"the weights add up to 0", "权重之和为 0"},
    Translation{"at least one part, with a weight above 0", "至少一部分，权重大于 0"},
    Translation{"found {n} forms of a delay in one object", "一个对象中有 {n} 种延迟形式"},
    Translation{"one form; a fixed part and another go as \"at_least\" and \"plus\"",
                "一种形式；固定部分与另一部分写作 \"at_least\" 与 \"plus\""},
    Translation{"one form of a delay", "一种延迟形式"},
};

}  // namespace mqfate::words
