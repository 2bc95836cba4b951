# shellcheck shell=sh disable=SC2154
# Sourced by ./run and ./check, which set $here to the project's folder: makes the machine ready. Everything is said on stderr; exit 2 means "not here, not like this".

say() {
    printf 'promotecheck: %s\n' "$*" >&2
}

stop() {
    say "$@"
    exit 2
}

# The needs are tried, not looked up by package: a cmake from elsewhere or libcurl's GnuTLS flavour is as good.
pc_has() {
    case $1 in
    libc) printf '#include <stdio.h>\n' | gcc -E - ;;
    libcurl) pkg-config --exists 'libcurl >= 7.88' ;;
    libssl) pkg-config --exists 'openssl >= 3' ;;
    libcjson | cmocka | libidn2) pkg-config --exists "$1" ;;
    pcre2) pkg-config --exists libpcre2-8 ;;
    jansson) pkg-config --exists jansson ;;
    sanitizers)
        printf 'int LLVMFuzzerTestOneInput(void) { return 0; }\n' |
            clang -fsanitize=fuzzer,address,undefined -x c - -o /dev/null
        ;;
    certificates) test -e /etc/ssl/certs/ca-certificates.crt ;;
    clang-format-14 | clang-tidy-14)
        command -v "$1" || "${1%-14}" --version | grep 'version 14\.'
        ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

# The package that Debian and Ubuntu have for a need.
pc_package() {
    case $1 in
    ninja) echo ninja-build ;;
    libc) echo libc6-dev ;;
    libcurl) echo libcurl4-openssl-dev ;;
    libssl) echo libssl-dev ;;
    libcjson) echo libcjson-dev ;;
    pcre2) echo libpcre2-dev ;;
    libidn2) echo libidn2-dev ;;
    cmocka) echo libcmocka-dev ;;
    jansson) echo libjansson-dev ;;
    certificates) echo ca-certificates ;;
    sanitizers)
        if pc_has clang; then
            version=$(clang -dumpversion | cut -d. -f1)
        else
            version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p')
        fi
        echo "libclang-rt-${version:+$version-}dev"
        ;;
    *) echo "$1" ;;
    esac
}

# pc_missing NEED…: the needs that this machine does not meet.
pc_missing() {
    for need; do
        pc_has "$need" || printf '%s ' "$need"
    done
}

# pc_packages NEED…: their packages.
pc_packages() {
    for need; do
        printf '%s ' "$(pc_package "$need")"
    done
}

# The way to root, if this user has one without being asked a question that nobody answers.
pc_may_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -eq 0 ]; then
        pc_sudo=
        return 0
    fi
    command -v sudo >/dev/null || return 1
    pc_sudo=sudo
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] && [ -t 2 ] && say "asking sudo, to install packages" && sudo -v
}

pc_apt() {
    $pc_sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$pc_log" 2>&1
}

# pc_install "PACKAGES" "PACKAGES THAT MAY BE ABSENT"
# shellcheck disable=SC2086
pc_install() {
    pc_log=$(mktemp)
    wanted=$1
    for package in $2; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            wanted="$wanted $package"
        fi
    done
    if [ -n "$wanted" ]; then
        say "installing with apt-get:" $wanted
        if ! pc_apt install --no-install-recommends $wanted &&
            { [ -z "$1" ] || ! pc_apt install --no-install-recommends $1; } && [ -n "$1" ]; then
            tail -n 20 "$pc_log" >&2
            stop "apt-get could not install the packages above; its whole output is in $pc_log"
        fi
    fi
    rm -f "$pc_log"
}

pc_cmake_is_recent() {
    version=$(cmake --version | sed -n '1s/[^0-9]*\([0-9]*\.[0-9]*\).*/\1/p')
    [ "${version%.*}" -gt 3 ] || { [ "${version%.*}" -eq 3 ] && [ "${version#*.}" -ge 25 ]; }
}

# pc_setup "NEEDS" "NEEDS THAT MAY STAY UNMET"
# shellcheck disable=SC2046,SC2086
pc_setup() {
    if pc_has cmake && ! pc_cmake_is_recent; then
        stop "cmake $version is too old: 3.25 or newer is needed (Debian 12, Ubuntu 24.04 and later have it)"
    fi
    missing=$(pc_missing $1)
    optional=$(pc_missing $2)
    if [ -n "$missing" ]; then
        if ! pc_may_install; then
            say "missing on this machine:" $(pc_packages $missing)
            say "as root, type this, then start again (the names are Debian's and Ubuntu's):"
            say "  apt-get update && apt-get install -y" $(pc_packages $missing)
            exit 2
        fi
        say "reading the package lists"
        pc_log=$(mktemp)
        pc_apt update || say "apt-get update had errors; going on with the lists that are there"
        rm -f "$pc_log"
        pc_install "$(pc_packages $missing)" "$(pc_packages $optional)"
        missing=$(pc_missing $1)
        [ -z "$missing" ] || stop "still missing, or too old, after the installation:" $missing
        pc_cmake_is_recent ||
            stop "cmake $version is too old: 3.25 or newer is needed (Debian 12, Ubuntu 24.04 and later have it)"
    elif [ -n "$optional" ] && pc_may_install; then
        pc_install "" "$(pc_packages $optional)"
    fi
}

pc_cores() {
    nproc 2>/dev/null || echo 2
}

# pc_forget_moved DIR: a build directory made for another place would build the sources there.
pc_forget_moved() {
    if [ -e "$1/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$1/CMakeCache.txt"; then
        rm -rf -- "$1"
    fi
}
