# What the scripts share: packages, configurations, builds. To be sourced, not run.
# Everything here prints to stderr: stdout belongs to the program that a script ends in.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$(basename "$0"): $*"
    exit 3
}

# packages GROUP...: the names that debian-packages.txt lists in these groups.
packages() {
    local wanted=" $* " group="" line
    while read -r line; do
        line=${line%%#*}
        line=${line%%[[:space:]]*}
        case $line in
            "") ;;
            "["*"]") group=${line:1:-1} ;;
            *) [[ $wanted == *" $group "* ]] && printf '%s\n' "$line" ;;
        esac
    done <"$root/debian-packages.txt"
    return 0
}

# is_installed PACKAGE[:ARCHITECTURE]: for this machine unless another architecture is named.
is_installed() {
    local architecture=${native:=$(dpkg --print-architecture)}
    [[ $1 != *:* ]] || architecture=${1#*:}
    dpkg-query -W -f '${Architecture} ${db:Status-Status}\n' "$1" 2>/dev/null |
        grep -qxE "($architecture|all) installed"
}

# missing_packages GROUP...: those of them that are not installed.
missing_packages() {
    local name
    for name in $(packages "$@"); do
        is_installed "$name" || printf '%s\n' "$name"
    done
}

# need GROUP...: installs what is missing. Without apt, leaves it to CMake to find what is there.
need() {
    local missing as_root=()
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "there is no apt here; install what corresponds to:" $(packages "$@")
        return 0
    fi
    missing=$(missing_packages "$@")
    [[ -n $missing ]] || return 0
    say "installing Debian packages:" $missing
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || fail "no sudo here; run, as root: apt-get install" $missing
        as_root=(sudo)
    fi
    mkdir -p "$build"
    local log=$build/packages.log apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
    # --no-remove: nothing that you have is taken away without your word.
    # An update may fail for a source that does not matter here: what counts is the installation.
    if ! { "${apt[@]}" -q update; "${apt[@]}" -q install -y --no-remove \
            --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        if is_installed libboost1.74-dev; then
            say "libboost1.81-dev takes the place of libboost1.74-dev; if you agree:" \
                "apt-get install libboost1.81-dev"
        fi
        fail "apt-get failed; the whole log is $log"
    fi
}

# need_foreign ARCHITECTURE: packages of another architecture can be installed.
need_foreign() {
    local as_root=()
    command -v dpkg >/dev/null || return 0
    dpkg --print-foreign-architectures | grep -qx "$1" && return 0
    [[ $(id -u) == 0 ]] || as_root=(sudo)
    "${as_root[@]}" dpkg --add-architecture "$1" || fail "dpkg --add-architecture $1 failed"
}

# unchanged PRESET WHAT: whether nothing that it is made of is newer than its last build. A few
# milliseconds; a folder is newer than the stamp when a file came or went.
unchanged() {
    local stamp=$build/$1/.built-$2
    local parts=(CMakeLists.txt CMakePresets.json cmake sim models scenarios words reports cli)
    [[ -f $stamp ]] && cd "$root" &&
        [[ -z $(find "${parts[@]}" ! -name '*.json' -newer "$stamp" -print -quit) ]]
}

# show_progress WHAT: turns the output of ninja into one line that counts, or a few on no terminal.
show_progress() {
    local line tenth=0 now
    while IFS= read -r line; do
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        if [[ -t 2 ]]; then
            printf '\rbuilding %s: %s of %s ' "$1" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
            continue
        fi
        now=$((BASH_REMATCH[1] * 4 / BASH_REMATCH[2]))
        ((now == tenth)) || say "building $1: ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
        tenth=$now
    done
    [[ -t 2 ]] && printf '\r\033[K' >&2
    return 0
}

# build_preset PRESET WHAT TARGETS [ARGUMENT...]: configures with CMake and builds, quietly if all
# goes well. TARGETS: one word, or several between blanks. Of several callers at once, one builds
# and the others wait for it.
build_preset() {
    local preset=$1 what=$2 targets folder=$build/$1 log=$build/$1/build.log
    read -ra targets <<<"$3"
    shift 3
    mkdir -p "$folder"
    # A folder that was copied or moved with the tree cannot be built in again.
    grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" || set -- --fresh "$@"
    (
        flock 9
        touch "$folder/.started"
        cd "$root" || exit 1
        cmake --preset "$preset" "$@" >"$log" 2>&1 || exit 1
        set -o pipefail
        cmake --build --preset "$preset" --target "${targets[@]}" 2>&1 | tee -a "$log" |
            show_progress "$what" || exit 1
        for target in "${targets[@]}"; do
            touch -r "$folder/.started" "$folder/.built-$target"
        done
    ) 9>"$folder/.lock" || {
        grep -E -A 20 'error:|FAILED|CMake Error|fatal' "$log" | head -n 60 >&2
        fail "building $what failed; the whole log is $log"
    }
}
