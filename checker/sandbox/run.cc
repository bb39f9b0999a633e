// RunPlan and RunOutcome as JSON, for the pipe between the checker and its supervisor.
#include "checker/sandbox/run.h"

#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace racelab {

// Outside the unnamed namespace, where argument-dependent lookup finds them.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunLimits, wall_seconds, stuck_seconds, idle_seconds,
                                   output_bytes, record_bytes, file_bytes, processes, memory_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProgramRun, arguments, environment)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunPlan, executable, hide, uid, user_lock, private_system,
                                   landlock, seccomp, control_group, runs, limits, stop_at_first,
                                   explored)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WaitingTask, process, task, channel, call, stack)

namespace {
using nlohmann::json;

// Raw bytes travel as base64: JSON strings must be UTF-8, and a program prints anything.
std::string Pack(const std::string& bytes) { return absl::Base64Escape(bytes); }

std::string Unpack(const json& text) {
  std::string bytes;
  absl::Base64Unescape(text.get<std::string>(), &bytes);
  return bytes;
}

std::vector<std::string> PackAll(const std::vector<std::string>& list) {
  std::vector<std::string> packed;
  packed.reserve(list.size());
  for (const std::string& bytes : list) packed.push_back(Pack(bytes));
  return packed;
}

std::vector<std::string> UnpackAll(const json& list) {
  std::vector<std::string> bytes;
  for (const json& item : list) bytes.push_back(Unpack(item));
  return bytes;
}

json LeftoversToJson(const Leftovers& left) {
  return {{"processes", PackAll(left.processes)},
          {"zombies", PackAll(left.zombies)},
          {"shared_memory", PackAll(left.shared_memory)},
          {"message_queues", PackAll(left.message_queues)},
          {"files", PackAll(left.files)}};
}

Leftovers LeftoversFromJson(const json& object) {
  return {.processes = UnpackAll(object.at("processes")),
          .zombies = UnpackAll(object.at("zombies")),
          .shared_memory = UnpackAll(object.at("shared_memory")),
          .message_queues = UnpackAll(object.at("message_queues")),
          .files = UnpackAll(object.at("files"))};
}

}  // namespace

std::string PlanToJson(const RunPlan& plan) { return json(plan).dump(); }

absl::StatusOr<RunPlan> PlanFromJson(const std::string& text) {
  try {
    return json::parse(text).get<RunPlan>();
  } catch (const json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("not a run plan: ", error.what()));
  }
}

std::string OutcomeToJson(const RunOutcome& outcome) {
  const json object = {{"end", static_cast<int>(outcome.end)},
                       {"code", outcome.code},
                       {"seconds", outcome.seconds},
                       {"nonce", outcome.nonce},
                       {"record", Pack(outcome.record)},
                       {"output", Pack(outcome.output)},
                       {"waiting", outcome.waiting},
                       {"left", LeftoversToJson(outcome.left)},
                       {"message", outcome.message}};
  return object.dump() + "\n";
}

absl::StatusOr<RunOutcome> OutcomeFromJson(const std::string& line) {
  try {
    const json object = json::parse(line);
    return RunOutcome{.end = static_cast<RunEnd>(object.at("end").get<int>()),
                      .code = object.at("code"),
                      .seconds = object.at("seconds"),
                      .nonce = object.at("nonce"),
                      .record = Unpack(object.at("record")),
                      .output = Unpack(object.at("output")),
                      .waiting = object.at("waiting").get<std::vector<WaitingTask>>(),
                      .left = LeftoversFromJson(object.at("left")),
                      .message = object.at("message")};
  } catch (const json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat("not a run outcome: ", error.what()));
  }
}

}  // namespace racelab
