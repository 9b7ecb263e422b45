// mqfate list: the shipped scenarios with their titles.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/describe.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "reports/words.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

struct Line {
    std::string name;
    scenarios::Text title;
    bool compares = false;
};

std::vector<Line> lines(const words::Say& say) {
    std::vector<Line> all;
    for (const Shipped& shipped : shipped_scenarios())
        if (const auto loaded = load(shipped.name, say))
            all.push_back(
                {shipped.name, loaded->scenario.title, !loaded->scenario.comparison.empty()});
    return all;
}

std::string said(const Line& line, const words::Say& say) {
    const std::string title = in_language(line.title, say);
    return line.compares ? say("cli.compares"_t, {{"title", title}}) : title;
}

}  // namespace

int list(const Options& options) {
    const std::vector<Line> all = lines(options.say);
    std::string text;
    if (options.format == Format::json) {
        nlohmann::ordered_json json = nlohmann::ordered_json::array();
        for (const Line& line : all)
            json.push_back({{"name", line.name},
                            {"title", {{"en", line.title.en}, {"zh-CN", line.title.zh}}},
                            {"compares", line.compares}});
        text = json.dump(2) + "\n";
    } else {
        std::size_t wide = 0;
        for (const Line& line : all) wide = std::max(wide, reports::columns(line.name));
        for (const Line& line : all)
            text += reports::padded(line.name, wide) + "  " + said(line, options.say) + "\n";
    }
    return write_out(options.out, text, options.say) ? Exit::done : Exit::bad_input;
}

}  // namespace mqfate::cli
