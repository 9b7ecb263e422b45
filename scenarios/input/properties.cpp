#include "scenarios/input/properties.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace mqfate::scenarios {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string_view without_leading_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return text;
}

/// Takes lines off the front of a text; they end with "\n", "\r" or "\r\n".
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}
    std::uint32_t number() const { return number_; }
    std::optional<std::string_view> next() {
        if (rest_.empty()) return {};
        const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        const bool two = rest_.substr(end).starts_with("\r\n");
        rest_.remove_prefix(std::min(end + (two ? 2U : 1U), rest_.size()));
        ++number_;
        return line;
    }

private:
    std::string_view rest_;
    std::uint32_t number_ = 0;
};

bool goes_on(std::string_view line) {
    std::size_t backslashes = 0;
    while (backslashes < line.size() && line[line.size() - 1 - backslashes] == '\\') ++backslashes;
    return backslashes % 2 == 1;
}

/// Where the name at the front of a logical line ends.
std::size_t name_end(std::string_view line) {
    std::size_t i = 0;
    while (i < line.size() && line[i] != '=' && line[i] != ':' && !is_blank(line[i]))
        i += line[i] == '\\' ? 2U : 1U;
    return std::min(i, line.size());
}

void append_utf8(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xc0U | (code >> 6U));
        return put(0x80U | (code & 0x3fU));
    }
    put(0xe0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3fU));
    put(0x80U | (code & 0x3fU));
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
    if (digits.size() < 4) return {};
    std::uint32_t code = 0;
    for (const char c : digits.substr(0, 4)) {
        const std::size_t digit = std::string_view("0123456789abcdef")
                                      .find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
        if (digit == std::string_view::npos) return {};
        code = code * 16 + static_cast<std::uint32_t>(digit);
    }
    return code;
}

/// The text without its escapes; nothing if one of them is malformed.
std::optional<std::string> without_escapes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        if (++i == text.size()) break;  // a backslash at the very end says nothing
        switch (text[i]) {
            case 't': plain += '\t'; break;
            case 'n': plain += '\n'; break;
            case 'r': plain += '\r'; break;
            case 'f': plain += '\f'; break;
            case 'u': {
                const auto code = hexadecimal(text.substr(i + 1));
                if (!code) return {};
                append_utf8(plain, *code);
                i += 4;
                break;
            }
            default: plain += text[i];
        }
    }
    return plain;
}

}  // namespace

tl::expected<std::vector<FileProperty>, Errors> read_properties(std::string_view text,
                                                                const std::string& file) {
    std::vector<FileProperty> all;
    Errors errors(file);
    Lines lines(text);
    while (const auto first = lines.next()) {
        std::string line(without_leading_blanks(*first));
        const std::uint32_t number = lines.number();
        if (line.empty() || line.front() == '#' || line.front() == '!') continue;
        while (goes_on(line)) {
            line.pop_back();
            const auto more = lines.next();
            if (!more) break;
            line += without_leading_blanks(*more);
        }
        const std::size_t end = name_end(line);
        std::string_view rest = without_leading_blanks(std::string_view(line).substr(end));
        if (!rest.empty() && (rest.front() == '=' || rest.front() == ':'))
            rest = without_leading_blanks(rest.substr(1));
        auto name = without_escapes(std::string_view(line).substr(0, end));
        auto value = without_escapes(rest);
        if (name && value)
            all.push_back({std::move(*name), std::move(*value), number});
        else
            errors.add({.line = number,
                        .message = "a \\u without four hexadecimal digits",
                        .expected = "as in \\u00e9"});
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return all;
}

std::vector<FileProperty> read_environment(std::string_view text) {
    std::vector<FileProperty> all;
    Lines lines(text);
    while (const auto next = lines.next()) {
        std::string_view line = without_leading_blanks(*next);
        if (line.starts_with("export ")) line = without_leading_blanks(line.substr(7));
        const std::size_t equals = line.find('=');
        if (line.starts_with('#') || equals == std::string_view::npos) continue;
        std::string_view value = line.substr(equals + 1);
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
            value.back() == value.front())
            value = value.substr(1, value.size() - 2);
        all.push_back({std::string(line.substr(0, equals)), std::string(value), lines.number()});
    }
    return all;
}

}  // namespace mqfate::scenarios
