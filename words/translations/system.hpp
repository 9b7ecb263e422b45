// Why the operating system refuses (strerror of the C library).
#pragma once

#include <array>

#include "words/translation.hpp"

namespace mqfate::words {

inline constexpr std::array system_translations{
    Translation{"No such file or directory", "没有这个文件或目录"},
    Translation{"Permission denied", "没有权限"},
    Translation{"Is a directory", "是一个目录"},
    Translation{"Not a directory", "不是目录"},
    Translation{"No space left on device", "设备上没有剩余空间"},
    Translation{"Broken pipe", "管道已断开"},
    Translation{"Read-only file system", "文件系统只读"},
    Translation{"Input/output error", "输入输出错误"},
    Translation{"File name too long", "文件名过长"},
    Translation{"Too many open files", "打开的文件过多"},
};

}  // namespace mqfate::words
