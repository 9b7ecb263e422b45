// mqfate: the fate of every message in a message queue.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/language.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "sim/explore/world/budget.hpp"
#include "sim/world/words.hpp"
#include "words/catalogue.hpp"
#include "words/translation.hpp"

namespace {

using mqfate::cli::Format;
using mqfate::cli::Options;
using mqfate::words::Language;
using mqfate::words::Say;
using namespace mqfate::words::literals;

void add_language(CLI::App& command, const Say& say) {
    // Both were looked at before anything else: help is in that language as well.
    command.add_flag_callback("--zh", [] {}, say("help.zh"_t));
    command
        .add_option_function<std::string>(
            "--lang", [](const std::string&) {}, say("help.lang"_t))
        ->check(CLI::Validator(
            [](const std::string& name) {
                return mqfate::cli::language_named(name) ? std::string()
                                                         : name + ": expected en or zh";
            },
            ""))
        ->option_text("en|zh");
}

/// `more`: formats beside text and JSON.
void add_output(CLI::App& command, Options& options,
                const std::vector<std::pair<std::string, Format>>& more = {}) {
    const Say& say = options.say;
    std::vector<std::pair<std::string, Format>> formats{{"text", Format::text},
                                                        {"json", Format::json}};
    formats.insert(formats.end(), more.begin(), more.end());
    std::string names;
    for (const auto& [name, format] : formats) names += (names.empty() ? "" : "|") + name;
    command.add_option("--format", options.format, say("help.format"_t))
        ->transform(CLI::CheckedTransformer(formats))
        ->option_text(names);
    command.add_option("--out", options.out, say("help.out"_t))->option_text("FILE");
    add_language(command, say);
}

void add_runs(CLI::App& command, Options& options) {
    const Say& say = options.say;
    command.add_option("--seed", options.seed, say("help.seed"_t))->option_text("N");
    command.add_option("--runs", options.runs, say("help.runs"_t))
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
        ->option_text("N");
    command.add_option("--jobs", options.jobs, say("help.jobs"_t))
        ->check(CLI::Range(0U, 1024U))
        ->option_text("N");
}

void add_no_limits(CLI::App& command, Options& options) {
    const Say& say = options.say;
    command.add_flag("--no-limits", options.no_limits, say("help.no_limits"_t));
}

template <class T>
void add_number(CLI::App& command, const char* name, std::optional<T>& target, std::uint64_t least,
                std::uint64_t most, const std::string& words) {
    command
        .add_option_function<std::uint64_t>(
            name, [&target](std::uint64_t n) { target = static_cast<T>(n); }, words)
        ->check(CLI::Range(least, most))
        ->option_text("N");
}

void add_bounds(CLI::App& command, mqfate::scenarios::Exploration& bounds, const Say& say) {
    constexpr auto most = static_cast<std::uint64_t>(mqfate::scenarios::most_of_a_budget);
    add_number(command, "--messages", bounds.messages, 1, 10'000, say("help.messages"_t));
    add_number(command, "--crashes", bounds.crashes, 0, most, say("help.crashes"_t));
    add_number(command, "--losses", bounds.losses, 0, most, say("help.losses"_t));
    add_number(command, "--duplicates", bounds.duplicates, 0, most, say("help.duplicates"_t));
    add_number(command, "--retries", bounds.retries, 0, most, say("help.retries"_t));
    command
        .add_option_function<std::string>(
            "--deviations",
            [&bounds](const std::string& n) {
                bounds.deviations =
                    n == "all" ? mqfate::Budget::all : static_cast<std::uint8_t>(std::stoul(n));
            },
            say("help.deviations"_t))
        ->check(CLI::Range(std::uint64_t{0}, most) | CLI::IsMember({"all"}))
        ->option_text("N|all");
    add_number(command, "--depth", bounds.depth, 1, 1'000'000, say("help.depth"_t));
    add_number(command, "--states", bounds.states, 1, 4'000'000'000, say("help.states"_t));
    add_number(command, "--seconds", bounds.seconds, 1, 10'000'000, say("help.seconds"_t));
    command
        .add_option_function<std::string>(
            "--memory", [&bounds](const std::string& bytes) { bounds.memory = std::stoull(bytes); },
            say("help.memory"_t))
        ->transform(CLI::AsSizeValue(true))
        ->option_text("BYTES");
    command.add_option("--property", bounds.properties, say("help.property"_t))
        ->option_text("NAME");
    command.add_flag("--idle-timers", bounds.idle_timers, say("help.idle_timers"_t));
    command.add_flag("--from-start", bounds.from_the_start, say("help.from_start"_t));
    const auto off = [&command](const char* flag, bool& target, const std::string& what) {
        command.add_flag_callback(flag, [&target] { target = false; }, what);
    };
    off("--no-symmetry", bounds.symmetry, say("help.no_symmetry"_t));
    off("--no-partial-order", bounds.partial_order, say("help.no_partial_order"_t));
}

void add_level(CLI::App& command, Options& options) {
    command
        .add_option_function<std::string>(
            "--level",
            [&options](const std::string& name) { options.level = mqfate::level_named(name); },
            options.say("help.level"_t))
        ->check(CLI::IsMember({"log", "delivery", "effect"}))
        ->option_text("log|delivery|effect");
}

void add_explore(CLI::App& command, Options& options) {
    const Say& say = options.say;
    add_output(command, options);
    add_bounds(command, options.explore, say);
    command.add_flag("--verify", options.verify, say("help.verify"_t));
    command.add_flag("--worlds", options.worlds, say("help.worlds"_t));
    command.add_option("--jobs", options.jobs, say("help.jobs"_t))
        ->check(CLI::Range(0U, 1024U))
        ->option_text("N");
    command.add_option("--save", options.save, say("help.save"_t))->option_text("FILE");
}

void add_wish(CLI::App& command, Options& options) {
    const Say& say = options.say;
    command.add_option("--cause", options.cause, say("help.cause"_t))->option_text("NAME");
    command.add_option("--fate", options.fate, say("help.fate"_t))->option_text("LEVEL.FATE");
}

void add_import(CLI::App& command, mqfate::cli::ImportOptions& asked, Options& options) {
    const Say& say = options.say;
    const auto file = [&](const char* name, auto& target, const std::string& words) {
        command.add_option(name, target, words)->option_text("FILE");
    };
    file("--broker", asked.brokers, say("help.import_broker"_t));
    file("--env", asked.environments, say("help.import_env"_t));
    file("--producer", asked.producers, say("help.import_producer"_t));
    file("--consumer", asked.consumer, say("help.import_consumer"_t));
    command.add_option("--kafka-version", asked.version, say("help.import_version"_t))
        ->option_text("VERSION");
    add_number(command, "--brokers", asked.broker_count, 1, 1000, say("help.import_brokers"_t));
    command.add_flag("--strict", asked.strict, say("help.import_strict"_t));
    file("--output,--out", options.out, say("help.import_output"_t));
    add_language(command, say);
}

CLI::App* add_subcommand(CLI::App& app, const char* name, const std::string& what, const Say& say) {
    CLI::App* command = app.add_subcommand(name, what)->group(say("usage.subcommands"_t));
    command->get_help_ptr()->group(say("usage.options"_t));
    return command;
}

CLI::Option* add_file(CLI::App& command, Options& options) {
    const Say& say = options.say;
    return command.add_option("FILE", options.file, say("help.file"_t))->required();
}

void add_run(CLI::App& command, Options& options) {
    const Say& say = options.say;
    add_file(command, options);
    add_output(command, options,
               {{"csv", Format::csv}, {"mermaid", Format::mermaid}, {"svg", Format::svg}});
    add_runs(command, options);
    add_no_limits(command, options);
    command.add_flag("--swarm", options.swarm, say("help.swarm"_t));
    command.add_option("--steps", options.steps, say("help.steps"_t))->option_text("N");
    command.add_option("--message", options.message, say("help.message"_t))
        ->check(CLI::Range(std::uint32_t{1}, std::numeric_limits<std::uint32_t>::max()))
        ->option_text("M");
    command.add_option("--run", options.run, say("help.run_of_message"_t))->option_text("N");
}

void add_compare(CLI::App& command, Options& options) {
    add_file(command, options);
    add_output(command, options, {{"csv", Format::csv}});
    add_runs(command, options);
    add_no_limits(command, options);
    add_level(command, options);
}

void add_shrink(CLI::App& command, Options& options) {
    add_file(command, options);
    add_output(command, options);
    add_runs(command, options);
    add_no_limits(command, options);
    add_wish(command, options);
}

/// What is wrong with the command line, in Chinese: the parser's own words, translated. Words that
/// nobody has translated stand in brackets, and still say which argument it is.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
    const Say say{Language::zh};
    const std::string& kind = error.get_name();
    const auto text = kind == "RequiredError"     ? "usage.required"_t
                      : kind == "ExtrasError"     ? "usage.extra"_t
                      : kind == "ConversionError" ? "usage.conversion"_t
                      : kind == "ValidationError" ? "usage.validation"_t
                                                  : "usage.other"_t;
    const auto translated = mqfate::words::in_chinese(error.what());
    std::string said = translated.value_or(say(text, {{"error", error.what()}})) + "\n";
    if (app->get_help_ptr() != nullptr) said += say("usage.see_help"_t) + "\n";
    return said;
}

/// The words of the parser itself.
void set_words(CLI::App& app, const Say& say) {
    app.option_defaults()->group(say("usage.options"_t));
    app.set_help_flag("-h,--help", say("help.help"_t));
    app.set_version_flag("--version", mqfate::cli::version(), say("help.version"_t));
    const auto formatter = app.get_formatter();
    formatter->label("Usage", say("usage.usage"_t));
    formatter->label("OPTIONS", say("usage.options_of"_t));
    formatter->label("SUBCOMMAND", say("usage.subcommand"_t));
    formatter->label("Positionals", say("usage.positionals"_t));
    formatter->label("REQUIRED", say("usage.is_required"_t));
    formatter->label("TEXT", say("usage.text"_t));
    if (say.chinese()) app.failure_message(usage_error);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, said in words
    Options options;
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    options.say.language =
        mqfate::cli::language_of(arguments, [](const char* name) { return std::getenv(name); });
    const Say& say = options.say;
    CLI::App app{say("help.program"_t)};
    set_words(app, say);
    app.require_subcommand(1);

    const auto add_command = [&](const char* name, const std::string& what) {
        return add_subcommand(app, name, what, say);
    };
    CLI::App* run = add_command("run", say("help.run"_t));
    add_run(*run, options);
    CLI::App* compare = add_command("compare", say("help.compare"_t));
    add_compare(*compare, options);
    CLI::App* explore = add_command("explore", say("help.explore"_t));
    add_file(*explore, options);
    add_explore(*explore, options);
    CLI::App* replay = add_command("replay", say("help.replay"_t));
    replay->add_option("FILE", options.file, say("help.saved_file"_t))->required();
    add_output(*replay, options);
    replay->add_flag("--worlds", options.worlds, say("help.worlds_replayed"_t));
    CLI::App* shrink = add_command("shrink", say("help.shrink"_t));
    add_shrink(*shrink, options);
    CLI::App* check = add_command("check", say("help.check"_t));
    add_file(*check, options);
    add_output(*check, options);
    add_no_limits(*check, options);
    CLI::App* importing = add_command("import", say("help.import"_t));
    add_import(*importing, options.import, options);
    CLI::App* list = add_command("list", say("help.list"_t));
    add_output(*list, options);

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
    if (importing->parsed()) return mqfate::cli::import_files(options);
    return mqfate::cli::list(options);
}
