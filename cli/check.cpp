// mqfate check FILE: reads a scenario and says all that is wrong with it.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

using Json = nlohmann::ordered_json;

/// Every error of the file, or none; the rows of a comparison are read as well. `without_effect`:
/// the settings that no fate depends on.
scenarios::Errors all_errors(const Source& source, bool no_limits, std::size_t& rows,
                             std::string& without_effect) {
    const auto document = scenarios::Document::parse(source.text, source.name);
    if (!document) return document.error();
    const auto scenario = scenarios::read_scenario(*document);
    if (!scenario) return scenario.error();
    without_effect = names_without_effect(*scenario);
    const auto combined = scenarios::rows_of(*document, scenario->comparison);
    if (!combined) return combined.error();
    const std::size_t times = combined->empty() ? 1 : combined->size();
    scenarios::Errors errors(source.name);
    if (!no_limits)
        errors = scenarios::too_much(*document, *scenario, {.runs = scenario->runs, .rows = times});
    if (scenario->comparison.empty()) return errors;
    rows = combined->size();
    for (const scenarios::Row& row : *combined)
        if (const auto read = scenarios::read_scenario(row.document); !read)
            errors.add_all(read.error());
    return errors;
}

std::string as_json(const scenarios::Errors& errors) {
    Json json = {{"errors", Json::array()}};
    for (const scenarios::InputError& e : errors)
        json["errors"].push_back({{"file", e.file},
                                  {"line", e.line},
                                  {"column", e.column},
                                  {"pointer", e.pointer},
                                  {"message", e.message},
                                  {"expected", e.expected},
                                  {"suggestion", e.suggestion}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

int check(const Options& options) {
    const auto source = read_source(options.file);
    if (!source) {
        complain(source.error(), options.say);
        return Exit::bad_input;
    }
    std::size_t rows = 0;
    std::string without_effect;
    const scenarios::Errors errors = all_errors(*source, options.no_limits, rows, without_effect);
    const int status = errors.empty() ? Exit::done : Exit::bad_input;
    if (options.format == Format::json)
        return write_out(options.out, as_json(errors), options.say) ? status : Exit::bad_input;
    if (!errors.empty()) {
        std::fputs(errors.text(options.say.language).c_str(), stderr);
        return status;
    }
    const words::Param file("file", options.file);
    std::string text = rows == 0 ? options.say("cli.good"_t, {file})
                                 : options.say("cli.good_rows"_t, {file, {"n", rows}});
    if (!without_effect.empty())
        text += "\n" + options.say("cli.no_effect"_t, {{"names", without_effect}});
    return write_out(options.out, text + "\n", options.say) ? status : Exit::bad_input;
}

}  // namespace mqfate::cli
