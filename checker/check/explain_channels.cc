// Names of channels, and what is done to them.
#include "checker/check/explain_channels.h"

#include <string.h>

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "checker/check/source_line.h"

namespace racelab {
namespace {

using trace::ChannelKind;
using trace::Op;
using trace::Transfer;

const char* KindWord(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::kUnknown: return "descriptor";
    case ChannelKind::kFile: return "file";
    case ChannelKind::kFolder: return "folder";
    case ChannelKind::kPipe: return "pipe";
    case ChannelKind::kSocket: return "socket";
    case ChannelKind::kMemory: return "shared memory";
    case ChannelKind::kQueue: return "message queue";
    case ChannelKind::kSemaphore: return "semaphore";
    case ChannelKind::kCounter: return "eventfd";
    case ChannelKind::kTimer: return "timer";
    case ChannelKind::kSignals: return "signalfd";
  }
  return "descriptor";
}

// Functions that make a channel, and which of their arguments names it.
struct Maker {
  const char* function;
  int argument;
};
constexpr Maker kMakers[] = {{"pipe", 0},     {"pipe2", 0},   {"socketpair", 3}, {"open", 0},
                             {"creat", 0},    {"openat", 1},  {"fopen", 0},      {"mkfifo", 0},
                             {"mkstemp", 0},  {"mq_open", 0}, {"shm_open", 0},   {"sem_open", 0},
                             {"mkostemp", 0}, {"open64", 0}};

// "data.txt" of `open("/tmp/data.txt", O_RDWR)`.
std::string LiteralOn(const std::string& line) {
  const size_t begin = line.find('"');
  const size_t end = begin == std::string::npos ? begin : line.find('"', begin + 1);
  if (end == std::string::npos) return "";
  const std::string text = line.substr(begin + 1, end - begin - 1);
  const std::string name = text.substr(text.rfind('/') + 1);
  const bool plain = name.find_first_of("%\\ ") == std::string::npos;
  return plain ? name : "";
}

// What a line that makes a channel calls it; "" in doubt.
std::string NameOn(const std::string& line, ChannelKind kind) {
  if (line.empty()) return "";
  std::set<std::string> arguments, assigned;
  for (const NameUse& use : NamesOn(line)) {
    if (use.assigned) assigned.insert(use.path.back());
    if (!use.argument_of) continue;
    for (const Maker& maker : kMakers) {
      if (*use.argument_of == maker.function && use.number == maker.argument) {
        arguments.insert(use.path.back());
      }
    }
  }
  if (kind != ChannelKind::kSocket && line.find("open") != std::string::npos) {
    if (const std::string literal = LiteralOn(line); !literal.empty()) return literal;
  }
  if (arguments.empty()) arguments = assigned;
  return arguments.size() == 1 ? *arguments.begin() : "";
}

// Without a note of the runtime it was made where it was first opened.
Spot OriginOf(const Scene& scene, uint64_t place, const trace::Channel& channel) {
  if (channel.pc != 0) return scene.MadeAt(channel);
  for (const trace::Event& event : scene.events) {
    const bool opens =
        event.op == Op::kTransfer && event.memory_order == static_cast<uint8_t>(Transfer::kOpen);
    if (opens && event.object == place) return scene.At(event);
  }
  return {};
}

std::string Bytes(uint64_t count) { return absl::StrCat(count, count == 1 ? " byte" : " bytes"); }

// "the write end of the pipe a"
std::string EndOf(const trace::Event& event, ChannelKind kind, const std::string& name) {
  if (kind != ChannelKind::kPipe || event.before == 0 || event.before == 3) return name;
  return absl::StrCat(event.before == 1 ? "the read end of " : "the write end of ", name);
}

std::string FailedWords(const trace::Event& event, Transfer what, const std::string& name) {
  const auto error = static_cast<int64_t>(-event.after);
  if (error == EAGAIN) {
    switch (what) {
      case Transfer::kRead: return absl::StrCat("finds nothing to read in ", name);
      case Transfer::kWrite: return absl::StrCat("finds no room in ", name);
      case Transfer::kLock: return absl::StrCat("finds ", name, " locked");
      default: break;
    }
  }
  const char* verb = what == Transfer::kRead    ? "read "
                     : what == Transfer::kWrite ? "write to "
                     : what == Transfer::kOpen  ? "open "
                     : what == Transfer::kClose ? "close "
                     : what == Transfer::kLock  ? "lock "
                                                : "use ";
  const bool known = error > 0 && error < 134;
  return absl::StrCat(
      "cannot ", verb, name,
      known ? absl::StrCat(" (", strerrorname_np(static_cast<int>(error)), ")") : "");
}

ChannelKind KindAt(const Scene& scene, uint64_t place) {
  const trace::Channel* channel = scene.ChannelAt(place);
  return channel == nullptr ? ChannelKind::kUnknown : channel->kind;
}

}  // namespace

ChannelNames::ChannelNames(const Scene& scene, const std::vector<size_t>& events) {
  std::map<std::string, std::vector<uint64_t>> by_name;
  std::set<uint64_t> places;  // in the order of their numbers
  for (const size_t index : events) {
    const trace::Event& event = scene.events[index];
    if (SortOf(event.op) == Sort::kChannel) places.insert(event.object);
  }
  for (const trace::Waiting& waiting : scene.waiting()) {
    if (SortOf(waiting.op) == Sort::kChannel) places.insert(waiting.object);
  }
  std::set<std::string> plain;
  for (const uint64_t place : places) {
    const trace::Channel* channel = scene.ChannelAt(place);
    if (channel == nullptr) continue;
    const std::string word = KindWord(channel->kind);
    const std::string own = NameOn(OriginOf(scene, place, *channel).source, channel->kind);
    if (own.empty()) plain.insert(word);
    by_name[own.empty() ? word : absl::StrCat("the ", word, " ", own)].push_back(place);
  }
  for (const auto& [name, all] : by_name) {
    const bool is_plain = plain.contains(name);
    for (size_t i = 0; i < all.size(); ++i) {
      names_[all[i]] = all.size() == 1 ? absl::StrCat(is_plain ? "the " : "", name)
                                       : absl::StrCat(name, is_plain ? " " : " #", i + 1);
    }
  }
}

std::string ChannelNames::Name(uint64_t place) const {
  const auto found = names_.find(place);
  return found == names_.end() ? "something" : found->second;
}

std::string TransferWords(const Scene& scene, const trace::Event& event, const std::string& name) {
  const auto what = static_cast<Transfer>(event.memory_order);
  if (event.failed != 0) return FailedWords(event, what, name);
  const ChannelKind kind = KindAt(scene, event.object);
  switch (what) {
    case Transfer::kRead:
      if (event.after == 0) return absl::StrCat("sees the end of ", name);
      return absl::StrCat("reads ", Bytes(event.after), " from ", name);
    case Transfer::kWrite: return absl::StrCat("writes ", Bytes(event.after), " to ", name);
    case Transfer::kOpen: return absl::StrCat("opens ", EndOf(event, kind, name));
    case Transfer::kClose: return absl::StrCat("closes ", EndOf(event, kind, name));
    case Transfer::kLock: return absl::StrCat("locks ", name);
    case Transfer::kUnlock: return absl::StrCat("unlocks ", name);
    case Transfer::kLook: return absl::StrCat("looks at ", name);
    case Transfer::kChange: return absl::StrCat("changes ", name);
  }
  return absl::StrCat("uses ", name);
}

bool WaitsForInput(const Scene& scene, const trace::Waiting& waiting) {
  const ChannelKind kind = KindAt(scene, waiting.object);
  return waiting.op == Op::kBlock && waiting.descriptor != 0 &&
         waiting.transfer == Transfer::kRead &&
         (kind == ChannelKind::kPipe || kind == ChannelKind::kSocket);
}

std::string BlockedWords(const Scene& scene, const trace::Waiting& waiting,
                         const std::string& channel, const std::string& at) {
  if (waiting.descriptor == 0 || scene.ChannelAt(waiting.object) == nullptr) {
    return "waits for input or output" + at;
  }
  const std::string name = channel + at;
  const int own = scene.cast.ProcessOf(waiting.task);
  const bool told = scene.cast.several_processes() && waiting.open_in != 0;
  const std::string in = told ? scene.cast.Processes(waiting.open_in, own, "in ") : "";
  const bool socket = KindAt(scene, waiting.object) == ChannelKind::kSocket;
  const std::string other_end = absl::StrCat(", whose other end is open ", in);
  switch (waiting.transfer) {
    case Transfer::kRead:
      return absl::StrCat("waits for input from ", name,
                          !told    ? ""
                          : socket ? other_end
                                   : absl::StrCat(", which is still open for writing ", in));
    case Transfer::kWrite:
      return absl::StrCat("waits for room in ", name,
                          !told    ? ""
                          : socket ? other_end
                                   : absl::StrCat(", which is full and open for reading ", in));
    case Transfer::kLock:
      return absl::StrCat("waits for the lock of ", name,
                          told ? absl::StrCat(", held by the descriptor of ",
                                              scene.cast.Processes(waiting.open_in, own))
                               : "");
    case Transfer::kOpen: return absl::StrCat("waits for somebody to open the other end of ", name);
    default: return absl::StrCat("waits for ", name);
  }
}

}  // namespace racelab
