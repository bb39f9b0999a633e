# Asks, then installs with apt-get what find_missing found; sourced by ./racelab, whose names it uses.
# shellcheck shell=bash disable=SC2154

# ThreadSanitizer is most precise from clang 19 on, so what we install is the newest clang for which
# apt has the runtime too. An older one that is there already will do; `doctor` remarks on it.
choose_clang() {
  local i n
  n=$(apt-cache pkgnames | sed -nE 's/^(clang|libclang-rt)-([0-9]+)(-dev)?$/\2/p' |
    sort -n | uniq -d | tail -n 1)
  for i in "${!missing[@]}"; do
    [[ ${missing[i]} == clang && $n ]] && missing[i]=clang-$n missing+=("libclang-rt-$n-dev")
  done
  return 0
}

# Ubuntu has no Chromium but as a snap, for one.
leave_out_unknown_extras() {
  local i
  for i in "${!missing[@]}"; do
    [[ " ${extras[*]} " == *" ${missing[i]} "* ]] || continue
    [[ $(apt-cache policy "${missing[i]}") == *'Candidate: '[0-9]* ]] && continue
    say "going on without ${missing[i]}, which apt does not have"
    unset 'missing[i]'
  done
}

as_root() { if ((EUID)); then sudo "$@"; else "$@"; fi </dev/null; }

install_missing() {
  local log=$build/setup.log advice
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qy -o DPkg::Lock::Timeout=120)
  say "installing; log: $log"
  # A package source that fails here may not matter below.
  as_root "${apt[@]}" update 2>&1 | tee "$log" | follow
  choose_clang
  leave_out_unknown_extras
  ((${#missing[@]})) || return 0
  as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" 2>&1 |
    tee -a "$log" | follow && return
  tail -n 8 "$log" >&2
  case $(<"$log") in
    *'get lock'* | *'acquire the dpkg'*) advice='another package manager is at work: wait for its end' ;;
    *'dpkg was interrupted'* | *'--fix-broken'* | *'unmet dep'*)
      advice='repair the packages as root (dpkg --configure -a; apt-get -f install)' ;;
    *'Failed to fetch'* | *' resolv'* | *'Unable to locate'* | *'no installation candidate'*)
      advice='check the network and the package sources of apt' ;;
    *'No space left'* | *'enough free space'*) advice='make room on the disk' ;;
    *) advice='see the lines above' ;;
  esac
  die "apt-get failed: $advice, then run the command again"
}

set_up() {  # set_up ARGUMENT ...: asks and installs; ends the program where that is impossible
  local answer again
  again=$(printf '%q ' "$0" --yes "$@")
  find_missing
  [[ $list ]] || return 0
  if ((!must)) && { ((!yes)) || ! command -v apt-get >/dev/null; }; then
    say "going on without these (to install them: $again):$list"
    return 0
  fi
  say "missing on this machine:$list"
  command -v apt-get >/dev/null ||
    die 'no apt-get here: install these by hand (names as in Debian), then run the command again'
  ((EUID == 0)) || command -v sudo >/dev/null || die "run this as root: $again"
  if ((!yes)); then
    [[ -t 0 && -t 2 ]] || die "to install them, run: $again"
    read -rp 'Install them with apt-get now? [y/N] ' answer
    [[ $answer == [yY]* ]] || die 'nothing was installed'
  fi
  install_missing
  find_missing
  ((!must)) || die "still missing after the installation:$list"
}
