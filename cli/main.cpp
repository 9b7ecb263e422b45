// mqfate: the fate of every message in a message queue.
#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "sim/explore/world/budget.hpp"

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

template <class T>
void add_number(CLI::App& command, const char* name, std::optional<T>& target, std::uint64_t least,
                std::uint64_t most, const char* words) {
    command
        .add_option_function<std::uint64_t>(
            name, [&target](std::uint64_t n) { target = static_cast<T>(n); }, words)
        ->check(CLI::Range(least, most))
        ->option_text("N");
}

void add_bounds(CLI::App& command, mqfate::scenarios::Exploration& bounds) {
    constexpr auto most = static_cast<std::uint64_t>(mqfate::scenarios::most_of_a_budget);
    add_number(command, "--messages", bounds.messages, 1, 10'000, "Messages of each producer");
    add_number(command, "--crashes", bounds.crashes, 0, most, "Crashes and pauses");
    add_number(command, "--losses", bounds.losses, 0, most, "Drops, resets, cuts, disconnects");
    add_number(command, "--duplicates", bounds.duplicates, 0, most, "Datagrams that arrive twice");
    add_number(command, "--retries", bounds.retries, 0, most, "Batches that are sent again");
    command
        .add_option_function<std::string>(
            "--deviations",
            [&bounds](const std::string& n) {
                bounds.deviations =
                    n == "all" ? mqfate::Budget::all : static_cast<std::uint8_t>(std::stoul(n));
            },
            "Steps out of the order of time")
        ->check(CLI::Range(std::uint64_t{0}, most) | CLI::IsMember({"all"}))
        ->option_text("N|all");
    add_number(command, "--depth", bounds.depth, 1, 1'000'000, "Steps");
    add_number(command, "--states", bounds.states, 1, 4'000'000'000, "Distinct worlds");
    add_number(command, "--seconds", bounds.seconds, 1, 10'000'000, "Of the clock on the wall");
    command
        .add_option_function<std::string>(
            "--memory", [&bounds](const std::string& bytes) { bounds.memory = std::stoull(bytes); },
            "Bytes, as in 500MB")
        ->transform(CLI::AsSizeValue(true))
        ->option_text("BYTES");
    command
        .add_option("--property", bounds.properties,
                    "Ask this instead of the usual: a key such as no-loss, or an expectation")
        ->option_text("NAME");
    command.add_flag("--idle-timers", bounds.idle_timers,
                     "Rounds that change nothing happen as well");
    command.add_flag("--from-start", bounds.from_the_start,
                     "Begin before the processes have connected");
    const auto off = [&command](const char* flag, bool& target, const char* what) {
        command.add_flag_callback(flag, [&target] { target = false; }, what);
    };
    off("--no-symmetry", bounds.symmetry,
        "Worlds that differ only in the names of interchangeable nodes are several");
    off("--no-partial-order", bounds.partial_order,
        "With --deviations all, every order of independent steps");
}

void add_explore(CLI::App& command, Options& options) {
    add_output(command, options, false);
    add_bounds(command, options.explore);
    command.add_flag(
        "--verify", options.verify,
        "Keep whole worlds, in much memory, and say whether any two were taken for one");
    command.add_flag("--worlds", options.worlds, "Print the world after each step of a story");
    command.add_option("--jobs", options.jobs, "Threads (0: all cores)")
        ->check(CLI::Range(0U, 1024U))
        ->option_text("N");
    command.add_option("--save", options.save, "Save the story for mqfate replay")
        ->option_text("FILE");
}

void add_wish(CLI::App& command, Options& options) {
    command.add_option("--cause", options.cause, "Shrink to this cause, not to the worst fate")
        ->option_text("NAME");
    command.add_option("--fate", options.fate, "Shrink to this fate, not to the worst")
        ->option_text("LEVEL.FATE");
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
    run->add_flag("--swarm", options.swarm, "Each run draws which of the faults are on at all");
    run->add_option("--steps", options.steps, "Print every step of run N instead")
        ->option_text("N");
    CLI::App* compare = app.add_subcommand("compare", "Run the product of a scenario's axes");
    add_file(*compare, options);
    add_output(*compare, options, true);
    add_runs(*compare, options);
    add_no_limits(*compare, options);
    CLI::App* explore =
        app.add_subcommand("explore", "Say whether it can happen at all, within bounds");
    add_file(*explore, options);
    add_explore(*explore, options);
    CLI::App* replay = app.add_subcommand("replay", "Walk a saved story again, step by step");
    replay->add_option("FILE", options.file, "What explore --save wrote")->required();
    add_output(*replay, options, false);
    replay->add_flag("--worlds", options.worlds, "Print the world after each step");
    CLI::App* shrink = app.add_subcommand(
        "shrink", "The smallest scenario that still shows what went wrong (--out writes it)");
    add_file(*shrink, options);
    add_output(*shrink, options, false);
    add_runs(*shrink, options);
    add_no_limits(*shrink, options);
    add_wish(*shrink, options);
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
    if (explore->parsed()) return mqfate::cli::explore(options);
    if (replay->parsed()) return mqfate::cli::replay(options);
    if (shrink->parsed()) return mqfate::cli::shrink(options);
    if (check->parsed()) return mqfate::cli::check(options);
    return mqfate::cli::list(options);
}
