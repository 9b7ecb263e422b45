#include "words/catalogue.hpp"

#include "sim/base/ensure.hpp"

namespace mqfate::words {

std::optional<Text> text_called(std::string_view code, Texts system) {
    for (const Text& text : system)
        if (text.code == code) return text;
    for (const Texts part : catalogue)
        for (const Text& text : part)
            if (text.code == code) return text;
    return {};
}

Text text_of(std::string_view code, Texts system) {
    const auto text = text_called(code, system);
    ENSURE(text.has_value(), "every code has a text");
    return *text;
}

}  // namespace mqfate::words
