// mqfate: the fate of every message in a message queue.
#include <CLI/CLI.hpp>
#include <csignal>
#include <map>

#include "cli/options.hpp"
#include "cli/paths.hpp"

namespace {

using mqfate::cli::Format;
using mqfate::cli::Options;

void add_output(CLI::App& command, Options& options, bool csv) {
    std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}};
    if (csv) formats.emplace("csv", Format::csv);
    command.add_option("--format", options.format, "How to write the result")
        ->transform(CLI::CheckedTransformer(formats))
        ->option_text("text|json" + std::string(csv ? "|csv" : ""));
    command.add_option("--out", options.out, "Write the result to a file")->option_text("FILE");
    command.add_flag("--zh", options.chinese, "Titles and texts of the scenario in Chinese");
}

void add_runs(CLI::App& command, Options& options) {
    command.add_option("--seed", options.seed, "Seed of all luck")->option_text("N");
    command.add_option("--runs", options.runs, "How many runs")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
        ->option_text("N");
    command.add_option("--jobs", options.jobs, "Threads (0: all cores)")
        ->check(CLI::Range(0U, 1024U))
        ->option_text("N");
}

void add_no_limits(CLI::App& command, Options& options) {
    command.add_flag("--no-limits", options.no_limits, "However much memory and time it takes");
}

CLI::Option* add_file(CLI::App& command, Options& options) {
    return command
        .add_option("FILE", options.file, "A scenario: a path, or a name of `mqfate list`")
        ->required();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, said in words
    CLI::App app{"The fate of every message in a message queue, by deterministic simulation."};
    app.set_version_flag("--version", mqfate::cli::version());
    app.require_subcommand(1);
    Options options;

    CLI::App* run = app.add_subcommand("run", "Simulate a scenario and tell every message's fate");
    add_file(*run, options);
    add_output(*run, options, true);
    add_runs(*run, options);
    add_no_limits(*run, options);
    run->add_option("--steps", options.steps, "Print every step of run N instead")
        ->option_text("N");
    CLI::App* compare = app.add_subcommand("compare", "Run the product of a scenario's axes");
    add_file(*compare, options);
    add_output(*compare, options, true);
    add_runs(*compare, options);
    add_no_limits(*compare, options);
    CLI::App* check = app.add_subcommand("check", "Read a scenario and say all that is wrong");
    add_file(*check, options);
    add_output(*check, options, false);
    add_no_limits(*check, options);
    CLI::App* list = app.add_subcommand("list", "The shipped scenarios");
    add_output(*list, options, false);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? mqfate::cli::done : mqfate::cli::bad_input;
    }
    if (run->parsed()) return mqfate::cli::run(options);
    if (compare->parsed()) return mqfate::cli::compare(options);
    if (check->parsed()) return mqfate::cli::check(options);
    return mqfate::cli::list(options);
}
