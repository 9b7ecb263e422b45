// mqfate import: a scenario from the files that configure a real system.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "cli/files.hpp"
#include "cli/language.hpp"
#include "cli/options.hpp"
#include "scenarios/systems/all.hpp"
#include "words/catalogue.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

using scenarios::ImportFile;
using scenarios::ImportNote;
using NoteKind = ImportNote::Kind;

/// Adds the files of one kind; false, with a message, if one cannot be read.
bool add_files(const std::vector<std::string>& names, ImportFile::Of of,
               scenarios::ImportRequest& request, const words::Say& say) {
    for (const std::string& name : names) {
        auto text = read_file(name);
        if (!text) {
            complain(text.error(), say);
            return false;
        }
        request.files.push_back({of, name, std::move(*text)});
    }
    return true;
}

std::optional<scenarios::ImportRequest> request_of(const ImportOptions& asked,
                                                   const words::Say& say) {
    using Of = ImportFile::Of;
    scenarios::ImportRequest request{{}, asked.version, asked.broker_count};
    std::vector<std::string> consumers;
    if (!asked.consumer.empty()) consumers.push_back(asked.consumer);
    if (!add_files(asked.brokers, Of::broker, request, say) ||
        !add_files(asked.environments, Of::environment, request, say) ||
        !add_files(asked.producers, Of::producer, request, say) ||
        !add_files(consumers, Of::consumer, request, say))
        return {};
    if (!request.files.empty()) return request;
    complain("import.nothing"_t, say);
    return {};
}

/// What is used and what is refused, a line each with its place.
std::string lines_of(const std::vector<ImportNote>& notes, NoteKind kind, const words::Say& say) {
    std::string text;
    for (const ImportNote& note : notes) {
        if (note.kind != kind) continue;
        const std::string place =
            note.file.empty() ? "" : fmt::format("{}:{} ", note.file, note.line);
        const std::string name = kind == NoteKind::used ? note.name + "=" + note.value : note.name;
        text += "  " + scenarios::printable(place + name);
        if (!note.why.empty()) text += (note.name.empty() ? "" : ": ") + say(note.why);
        text += "\n";
    }
    return text;
}

/// What has no effect, a line for each reason.
std::string without_effect(const std::vector<ImportNote>& notes, const words::Say& say) {
    std::vector<std::pair<words::Phrase, std::string>> reasons;
    for (const ImportNote& note : notes) {
        if (note.kind != NoteKind::without_effect) continue;
        auto at = std::find_if(reasons.begin(), reasons.end(),
                               [&](const auto& r) { return r.first == note.why; });
        if (at == reasons.end()) at = reasons.insert(at, {note.why, ""});
        at->second += (at->second.empty() ? "" : ", ") + scenarios::printable(note.name);
    }
    std::string text;
    for (const auto& [why, names] : reasons)
        text += "  " + say("import.because"_t, {{"names", names}, {"why", why}}) + "\n";
    return text;
}

void tell(const std::vector<ImportNote>& notes, const words::Say& say) {
    const auto section = [&](words::Text heading, const std::string& text) {
        if (!text.empty()) std::fputs((say(heading) + "\n" + text).c_str(), stderr);
    };
    section("import.used"_t, lines_of(notes, NoteKind::used, say));
    section("import.without_effect"_t, without_effect(notes, say));
    section("import.refused"_t, lines_of(notes, NoteKind::refused, say));
    section("import.assumed"_t, lines_of(notes, NoteKind::assumed, say));
}

}  // namespace

int import_files(const Options& options) {
    const auto request = request_of(options.import, options.say);
    if (!request) return Exit::bad_input;
    const auto& systems = scenarios::all_systems();
    const auto system = std::find_if(systems.begin(), systems.end(),
                                     [](const auto& s) { return s.import != nullptr; });
    if (system == systems.end()) return Exit::bad_input;
    const auto imported = system->import(*request);
    if (!imported) {
        std::fputs(imported.error().text().c_str(), stderr);
        return Exit::bad_input;
    }
    tell(imported->notes, options.say);
    const auto refused = std::count_if(imported->notes.begin(), imported->notes.end(),
                                       [](const auto& n) { return n.kind == NoteKind::refused; });
    if (options.import.strict && refused > 0) {
        complain({"import.strict"_t, {{"n", refused}}}, options.say);
        return Exit::bad_input;
    }
    return write_out(options.out, imported->scenario, options.say) ? Exit::done : Exit::bad_input;
}

}  // namespace mqfate::cli
