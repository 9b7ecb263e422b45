#include "scenarios/input/document.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "scenarios/input/pointer.hpp"
#include "scenarios/input/source_text.hpp"
#include "scenarios/input/syntax_error.hpp"

namespace mqfate::scenarios {
namespace {

using Json = nlohmann::json;

/// Builds the tree from the library's events, with the scanner in step.
class Builder {
public:
    Builder(std::string_view text, Errors& errors) : text_(text), scanner_(text), errors_(errors) {}

    Value take_root() { return std::move(root_); }

    bool null() { return add(Value::Kind::null) != nullptr; }
    bool number_integer(Json::number_integer_t) { return add_number(); }
    bool number_unsigned(Json::number_unsigned_t) { return add_number(); }
    bool number_float(Json::number_float_t, const std::string&) { return add_number(); }
    bool binary(Json::binary_t&) { return false; }  // JSON text has none.
    bool boolean(bool flag) {
        Value* value = add(Value::Kind::boolean);
        if (value != nullptr) value->flag = flag;
        return value != nullptr;
    }
    bool string(std::string& content) {
        Value* value = add(Value::Kind::string);
        if (value != nullptr) value->text = std::move(content);
        return value != nullptr;
    }
    bool start_object(std::size_t) { return open(Value::Kind::object); }
    bool start_array(std::size_t) { return open(Value::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name);
    bool parse_error(std::size_t position, const std::string&, const Json::exception& error);

private:
    struct Level {
        Value* container;  ///< Stays where it is: what holds it grows only when it is closed.
        std::map<std::string, Place, std::less<>> names;
    };

    Value* add(Value::Kind kind);
    bool add_number();
    bool open(Value::Kind kind);
    bool close();
    std::string pointer() const;

    std::string_view text_;
    Scanner scanner_;
    Errors& errors_;
    Value root_;
    std::vector<Level> open_;
    std::size_t values_ = 0;
};

Value* Builder::add(Value::Kind kind) {
    scanner_.to_token();
    if (++values_ > Document::max_values) {
        errors_.add(scanner_.place(), pointer(), "too many values",
                    "at most " + std::to_string(Document::max_values));
        return nullptr;
    }
    Value* value = &root_;
    if (!open_.empty()) {
        Value& parent = *open_.back().container;
        value = parent.is(Value::Kind::array) ? &parent.items.emplace_back()
                                              : &parent.members.back().value;
    }
    value->kind = kind;
    value->place = scanner_.place();
    const std::string_view token = scanner_.past_token();
    if (kind == Value::Kind::number) value->text = token;
    return value;
}

bool Builder::add_number() { return add(Value::Kind::number) != nullptr; }

bool Builder::open(Value::Kind kind) {
    Value* value = add(kind);
    if (value == nullptr) return false;
    open_.push_back({value, {}});
    if (open_.size() <= Document::max_depth) return true;
    errors_.add(value->place, pointer(), "nested too deeply",
                "at most " + std::to_string(Document::max_depth) + " levels");
    return false;
}

bool Builder::close() {
    scanner_.to_token();
    scanner_.past_token();
    open_.pop_back();
    return true;
}

bool Builder::key(std::string& name) {
    scanner_.to_token();
    Level& level = open_.back();
    level.container->members.push_back({name, scanner_.place(), {}});
    const auto [first, is_new] = level.names.try_emplace(name, scanner_.place());
    if (!is_new) {
        errors_.add(scanner_.place(), pointer(),
                    "the name " + in_quotes(name) + " stands twice in this object, first in line " +
                        std::to_string(first->second.line),
                    "each name once");
    }
    scanner_.past_token();
    return true;
}

/// Where the parser is: the path of open containers, with the member or element under way.
std::string Builder::pointer() const {
    std::string result;
    for (const Level& level : open_) {
        const Value& container = *level.container;
        if (container.is(Value::Kind::array) && !container.items.empty()) {
            result = child(result, container.items.size() - 1);
        } else if (!container.members.empty()) {
            result = child(result, container.members.back().name);
        }
    }
    return result;
}

bool Builder::parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    const Value* inside = open_.empty() ? nullptr : open_.back().container;
    const SyntaxError found = explain_syntax_error({.text = text_,
                                                    .last = scanner_.offset(),
                                                    .position = position,
                                                    .inside = inside,
                                                    .complete = values_ > 0 && open_.empty(),
                                                    .library_says = error.what()});
    Scanner from_start(text_);
    from_start.to(found.offset);
    errors_.add(from_start.place(), pointer(), found.message, found.expected);
    return false;
}

/// Whether `text` can be looked at at all; adds an error if not.
bool readable(std::string_view text, Errors& errors) {
    if (text.size() > Document::max_bytes) {
        errors.add({}, "", "the file has " + std::to_string(text.size()) + " bytes",
                   "at most " + std::to_string(Document::max_bytes));
        return false;
    }
    if (const auto bad = first_bad_byte(text)) {
        Scanner scanner(text);
        scanner.to(bad->offset);
        errors.add(scanner.place(), "", bad->what, "JSON, which is UTF-8 text");
        return false;
    }
    return true;
}

}  // namespace

tl::expected<Document, Errors> Document::parse(std::string_view text, std::string file_name) {
    Errors errors(file_name);
    if (!readable(text, errors)) return tl::unexpected(std::move(errors));
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (text.find_first_not_of(json_space) == std::string_view::npos) {
        errors.add({1, 1}, "", "the file is empty", "a JSON object");
        return tl::unexpected(std::move(errors));
    }
    Builder builder(text, errors);
    const bool complete = Json::sax_parse(text.begin(), text.end(), &builder);
    if (!complete && errors.empty()) errors.add({1, 1}, "", "this is not JSON");
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return Document(std::move(file_name), builder.take_root());
}

const Value* Document::find(std::string_view pointer) const {
    const auto names = split(pointer);
    if (!names) return nullptr;
    const Value* value = &root_;
    for (const std::string& name : *names) {
        value = step(*value, name);
        if (value == nullptr) return nullptr;
    }
    return value;
}

Place Document::place(std::string_view pointer) const {
    Place place = root_.place;
    const Value* value = &root_;
    for (const std::string& name : split(pointer).value_or(std::vector<std::string>{})) {
        value = step(*value, name);
        if (value == nullptr) break;
        place = value->place;
    }
    return place;
}

}  // namespace mqfate::scenarios
