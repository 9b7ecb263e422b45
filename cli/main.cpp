// mqfate: the fate of every message in a message queue.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "cli/language.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "sim/explore/world/budget.hpp"
#include "words/catalogue.hpp"
#include "words/translation.hpp"

namespace {

using mqfate::cli::Format;
using mqfate::cli::Options;
using mqfate::words::Language;
using mqfate::words::Say;
using namespace mqfate::words::literals;

void add_output(CLI::App& command, Options& options, bool csv) {
    const Say& say = options.say;
    std::map<std::string, Format> formats{{"text", Format::text}, {"json", Format::json}};
    if (csv) formats.emplace("csv", Format::csv);
    command.add_option("--format", options.format, say("help.format"_t))
        ->transform(CLI::CheckedTransformer(formats))
        ->option_text("text|json" + std::string(csv ? "|csv" : ""));
    command.add_option("--out", options.out, say("help.out"_t))->option_text("FILE");
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

void add_explore(CLI::App& command, Options& options) {
    const Say& say = options.say;
    add_output(command, options, false);
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

CLI::App* add_subcommand(CLI::App& app, const char* name, const std::string& what, const Say& say) {
    CLI::App* command = app.add_subcommand(name, what)->group(say("usage.subcommands"_t));
    command->get_help_ptr()->group(say("usage.options"_t));
    return command;
}

CLI::Option* add_file(CLI::App& command, Options& options) {
    const Say& say = options.say;
    return command.add_option("FILE", options.file, say("help.file"_t))->required();
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
    add_file(*run, options);
    add_output(*run, options, true);
    add_runs(*run, options);
    add_no_limits(*run, options);
    run->add_flag("--swarm", options.swarm, say("help.swarm"_t));
    run->add_option("--steps", options.steps, say("help.steps"_t))->option_text("N");
    CLI::App* compare = add_command("compare", say("help.compare"_t));
    add_file(*compare, options);
    add_output(*compare, options, true);
    add_runs(*compare, options);
    add_no_limits(*compare, options);
    CLI::App* explore = add_command("explore", say("help.explore"_t));
    add_file(*explore, options);
    add_explore(*explore, options);
    CLI::App* replay = add_command("replay", say("help.replay"_t));
    replay->add_option("FILE", options.file, say("help.saved_file"_t))->required();
    add_output(*replay, options, false);
    replay->add_flag("--worlds", options.worlds, say("help.worlds_replayed"_t));
    CLI::App* shrink = add_command("shrink", say("help.shrink"_t));
    add_file(*shrink, options);
    add_output(*shrink, options, false);
    add_runs(*shrink, options);
    add_no_limits(*shrink, options);
    add_wish(*shrink, options);
    CLI::App* check = add_command("check", say("help.check"_t));
    add_file(*check, options);
    add_output(*check, options, false);
    add_no_limits(*check, options);
    CLI::App* list = add_command("list", say("help.list"_t));
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
