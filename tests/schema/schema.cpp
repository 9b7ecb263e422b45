#include "tests/schema/schema.hpp"

#include <algorithm>
#include <exception>
#include <nlohmann/json.hpp>

#define VALIJSON_USE_EXCEPTIONS 1  // Else a bad schema would abort; none leaves this file.
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "scenarios/input/pointer.hpp"
#include "scenarios/input/quantities.hpp"

namespace mqfate::tests {

using namespace scenarios;

struct Schema::Compiled {
    valijson::Schema schema;
};

namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// `pattern` runs std::regex, whose depth of recursion grows with the string.
constexpr std::size_t longest_string = 5'000;

Json to_json(const Value& value) {
    switch (value.kind) {
        case Value::Kind::null: return nullptr;
        case Value::Kind::boolean: return value.flag;
        case Value::Kind::string: return value.text;
        case Value::Kind::number: {
            // 1e6 and 12.0 are integers to draft 7, but not to the library.
            const auto whole = exactly(value.text, 1);
            return whole ? Json(*whole) : Json::parse(value.text, nullptr, false);
        }
        case Value::Kind::array: {
            Json items = Json::array();
            for (const Value& item : value.items) items.push_back(to_json(item));
            return items;
        }
        case Value::Kind::object: {
            Json members = Json::object();
            for (const Member& member : value.members) members[member.name] = to_json(member.value);
            return members;
        }
    }
    return nullptr;
}

void find_long_strings(const Value& value, const std::string& pointer, Errors& errors) {
    if (value.is(Value::Kind::string) && value.text.size() > longest_string) {
        errors.add(value.place, pointer,
                   "found a string of " + std::to_string(value.text.size()) + " bytes",
                   "at most " + std::to_string(longest_string));
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        find_long_strings(value.items[i], child(pointer, i), errors);
    }
    for (const Member& member : value.members) {
        find_long_strings(member.value, child(pointer, member.name), errors);
    }
}

/// The library's path: "<root>", "[kafka]", "[0]".
std::string to_pointer(const std::vector<std::string>& context) {
    std::string pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        const std::string_view name = context[i];
        pointer = child(pointer, name.substr(1, std::max<std::size_t>(name.size(), 2) - 2));
    }
    return pointer;
}

/// What stands between single quotes at the end of one of the library's messages.
std::string quoted_name(std::string_view said, std::string_view before) {
    const std::size_t begin = said.find(before) + before.size();
    const std::size_t end = said.rfind('\'');
    return end == std::string_view::npos || end < begin
               ? std::string()
               : std::string(said.substr(begin, end - begin));
}

struct Complaint {
    std::string pointer;
    std::string said;
    bool is(std::string_view words) const { return said.find(words) != std::string::npos; }
    bool is_summary() const { return said.starts_with("Failed to validate"); }
    bool is_choice() const { return is("anyOf") || is("oneOf"); }
    bool is_about_member() const {
        return is("Object contains a property") || is("Missing required property");
    }
    bool is_below(const Complaint& other) const {
        return pointer.size() > other.pointer.size() && pointer.starts_with(other.pointer) &&
               pointer[other.pointer.size()] == '/';
    }
};

/// The innermost causes, the first of each value and all of members. Where several forms are
/// allowed and none fits, what each form would have wanted is left out: one complaint about the
/// value says enough.
std::vector<Complaint> causes(valijson::ValidationResults& results) {
    std::vector<Complaint> kept;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        const Complaint next{to_pointer(error.context), error.description};
        const auto belongs = [&](const Complaint& c) {
            return c.pointer == next.pointer || c.is_below(next);
        };
        const auto about_same = [&](const Complaint& c) {
            return c.pointer == next.pointer && !c.is_about_member();
        };
        if (next.is_choice()) {
            std::erase_if(kept, belongs);
        } else if (next.is_summary() && std::any_of(kept.begin(), kept.end(), belongs)) {
            continue;
        } else if (!next.is_about_member() && std::any_of(kept.begin(), kept.end(), about_same)) {
            continue;
        }
        kept.push_back(next);
    }
    return kept;
}

/// The library's words as "expected ...".
std::string expectation(const Complaint& complaint) {
    if (complaint.is("'type' constraint")) return "a value of another type";
    if (complaint.is("enum values")) return "one of the words that the schema lists";
    if (complaint.is_choice()) return "one of the forms that the schema allows here";
    if (complaint.is("'pattern' constraint")) return "the pattern of the schema";
    std::string said = complaint.said;
    for (const std::string_view tail : {".000000", "."}) {
        if (said.ends_with(tail)) said.resize(said.size() - tail.size());
    }
    if (said.starts_with("Expected ")) return "a " + said.substr(9);
    if (!said.empty() && said.front() >= 'A' && said.front() <= 'Z') {
        said.front() = static_cast<char>(said.front() - 'A' + 'a');
    }
    return "that " + said;
}

void report(const Complaint& complaint, const Document& document, Errors& errors) {
    const Value* value = document.find(complaint.pointer);
    if (complaint.is("Object contains a property")) {
        const std::string name = quoted_name(complaint.said, ": '");
        errors.add(document.place(child(complaint.pointer, name)), child(complaint.pointer, name),
                   "unknown setting " + in_quotes(name));
    } else if (complaint.is("Missing required property")) {
        const std::string name = quoted_name(complaint.said, "property '");
        errors.add(document.place(complaint.pointer), child(complaint.pointer, name),
                   in_quotes(name) + " is missing");
    } else {
        errors.add(document.place(complaint.pointer), complaint.pointer,
                   "found " + (value != nullptr ? describe(*value) : "nothing"),
                   expectation(complaint));
    }
}

}  // namespace

Schema::Schema(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

tl::expected<Schema, Errors> Schema::compile(std::string_view text, std::string name) {
    const auto document = Document::parse(text, name);
    if (!document) return tl::unexpected(document.error());
    auto compiled = std::make_unique<Compiled>();
    try {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        const Json json = to_json(document->root());
        parser.populateSchema(Adapter(json), compiled->schema);
    } catch (const std::exception& error) {
        Errors errors(name);
        errors.add(document->root().place, "",
                   std::string("this is no JSON Schema: ") + error.what());
        return tl::unexpected(std::move(errors));
    }
    return Schema(std::move(compiled));
}

Errors Schema::validate(const Document& document) const {
    Errors errors(document.file());
    find_long_strings(document.root(), "", errors);
    if (!errors.empty()) return errors;
    try {
        valijson::Validator validator;
        valijson::ValidationResults results;
        const Json json = to_json(document.root());
        if (validator.validate(compiled_->schema, Adapter(json), &results)) return errors;
        for (const Complaint& cause : causes(results)) report(cause, document, errors);
        if (errors.empty()) errors.add(document.root().place, "", "the schema objects");
    } catch (const std::exception& error) {
        errors.add(document.root().place, "",
                   std::string("the schema could not be applied: ") + error.what());
    }
    return errors;
}

}  // namespace mqfate::tests
