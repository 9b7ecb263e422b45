#include "scenarios/input/source_text.hpp"

#include <algorithm>
#include <cstdint>

namespace mqfate::scenarios {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
}

/// The length of the UTF-8 character at `i`, or 0 if there is none (RFC 3629, section 4).
std::size_t character_length(std::string_view text, std::size_t i) {
    const std::uint8_t first = byte_at(text, i);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4) return 0;
    const std::uint8_t second = byte_at(text, i + 1);
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    if (first == 0xe0) low = 0xa0;   // Overlong forms.
    if (first == 0xed) high = 0x9f;  // Surrogates.
    if (first == 0xf0) low = 0x90;   // Overlong forms.
    if (first == 0xf4) high = 0x8f;  // Beyond U+10FFFF.
    if (second < low || second > high) return 0;
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (std::size_t k = 2; k < length; ++k) {
        if ((byte_at(text, i + k) & 0xc0u) != 0x80u) return 0;
    }
    return length;
}

std::string hexadecimal(std::uint8_t byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'0', 'x', digits[byte >> 4u], digits[byte & 15u]};
}

}  // namespace

void Scanner::step() {
    const std::uint8_t passed = byte_at(text_, offset_);
    ++offset_;
    if (passed == '\n') {
        place_ = {place_.line + 1, 1};
    } else if ((byte_at(text_, offset_) & 0xc0u) != 0x80u) {
        ++place_.column;
    }
}

void Scanner::to(std::size_t offset) {
    const std::size_t end = std::min(offset, text_.size());
    while (offset_ < end) step();
}

void Scanner::to_token() { to(text_.find_first_not_of(" \t\r\n,:", offset_)); }

std::size_t Scanner::token_end() const {
    const char first = text_[offset_];
    if (first != '"') {
        if (std::string_view("{}[]").find(first) != std::string_view::npos) return offset_ + 1;
        return text_.find_first_of(" \t\r\n,:{}[]\"", offset_);
    }
    std::size_t end = offset_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2u : 1u;
    return end + 1;
}

std::string_view Scanner::past_token() {
    if (offset_ >= text_.size()) return {};
    const std::size_t begin = offset_;
    to(token_end());
    return text_.substr(begin, offset_ - begin);
}

std::optional<BadByte> first_bad_byte(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::uint8_t byte = byte_at(text, i);
        const std::size_t length = byte == 0 ? 0 : character_length(text, i);
        if (length == 0) {
            const std::string where = "byte " + std::to_string(i + 1);
            return byte == 0 ? BadByte{i, "a NUL byte (" + where + "): this is not a text"}
                             : BadByte{i, "not UTF-8: " + where + " is " + hexadecimal(byte)};
        }
        i += length;
    }
    return std::nullopt;
}

}  // namespace mqfate::scenarios
