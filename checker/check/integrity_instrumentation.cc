// Integrity, instrumentation: functions of a tsan object that the race detector does not see.
#include <algorithm>
#include <cstdlib>

#include "checker/check/integrity.h"

namespace racelab {
namespace {

// What is known of one function from its disassembly.
struct Function {
  BareFunction what;
  bool instrumented = false;   // calls a __tsan_ function
  bool watched = false;        // one that watches memory, not only __tsan_func_entry and _exit
  bool calls = false;          // calls anything else
  bool pending_call = false;   // a call whose target the next line's relocation may name
  bool takes_address = false;  // of its own stack or of a global
  bool takes_stack_address = false;
  bool writes_global = false;
  bool writes_pointer = false;
  bool reads_pointer = false;
  bool returns_pointer = false;  // the last that it does is to load its result from the stack
};

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The compilers call these for large copies and for stack protection, also in leaf functions.
bool IsHelper(std::string_view target) {
  for (std::string_view helper : {"memcpy", "memset", "memmove", "memcmp", "__stack_chk_fail"}) {
    if (target.starts_with(helper)) return true;
  }
  return false;
}

// A call of the race detector. clang keeps entry and exit also with no_sanitize.
void Instrumented(Function& function, std::string_view target) {
  function.instrumented = true;
  function.watched |= !target.starts_with("__tsan_func_");
  function.pending_call = false;
}

void EndCall(Function& function) {
  if (function.pending_call) function.calls = true;
  function.pending_call = false;
}

bool OnlyReads(std::string_view operation) {
  return operation.starts_with("cmp") || operation.starts_with("test") ||
         operation.starts_with("push");
}

// "mov %eax,0x0(%rip)": does it touch memory that is not the function's own stack?
void Access(Function& function, std::string_view operation, std::string_view operands) {
  const size_t comment = operands.find('#');
  if (comment != std::string_view::npos) operands = operands.substr(0, comment);
  while (operands.ends_with(' ')) operands.remove_suffix(1);
  const size_t open = operands.find('(');
  if (Has(operation, "nop") || Has(operands, "nop")) return;
  if (open == std::string_view::npos) {  // "mov %eax,0x0": a global, without -fpie
    const size_t last = operands.find_last_of(", \t");
    function.writes_global |= operands.substr(last + 1).starts_with("0x") && !OnlyReads(operation);
    return;
  }
  const std::string_view base = operands.substr(open + 1);
  const bool stack = base.starts_with("%rbp") || base.starts_with("%rsp");
  const bool global = base.starts_with("%rip") || base.starts_with(",");
  if (operation.starts_with("lea")) {
    function.takes_address |= stack || global;
    function.takes_stack_address |= stack;
    return;
  }
  if (stack || operation.starts_with("f")) return;  // f...: registers of the x87, "%st(1)"
  const bool write = operands.ends_with(')') && !OnlyReads(operation);
  function.writes_global |= write && global;
  function.writes_pointer |= write && !global;
  function.reads_pointer |= !write && !global;
}

// g++ does not watch writes to an object that is returned by value: its address is a hidden
// parameter, and is returned.
void ReturnValue(Function& function, std::string_view operation, std::string_view operands) {
  for (std::string_view epilogue : {"leave", "pop", "ret", "nop", "cs", "data16", "xchg"}) {
    if (operation.starts_with(epilogue)) return;
  }
  if (operands.ends_with(",%rbx")) return;  // restored
  function.returns_pointer =
      operation == "mov" && Has(operands, "(%rbp)") && operands.ends_with(",%rax");
}

void Instruction(Function& function, std::string_view text) {
  EndCall(function);
  const size_t blank = text.find_first_of(" \t");
  const std::string_view operation = text.substr(0, blank);
  const std::string_view operands =
      blank == std::string_view::npos ? std::string_view() : text.substr(blank);
  ReturnValue(function, operation, operands);
  if (operation.starts_with("call") || operation == "bl" || operation == "blr") {
    function.pending_call = true;
  } else if (!operation.starts_with("j")) {
    Access(function, operation, operands);
  }
}

void Relocation(Function& function, std::string_view text) {
  const size_t blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos) return;
  std::string_view target = text.substr(blank);
  target.remove_prefix(target.find_first_not_of(" \t"));
  if (target.starts_with("__tsan_")) {
    Instrumented(function, target);
  } else if (function.pending_call) {
    if (IsHelper(target)) function.pending_call = false;
  } else {
    function.takes_address = true;  // perhaps of a table of constants
  }
}

bool IsBare(const Function& function) {
  if (function.watched || function.what.symbol.empty()) return false;
  // The compilers' own: thunks, wrappers of thread_local variables, initialisers of globals.
  for (const char* own : {"_ZT", "__cxx_global_", "_GLOBAL__"}) {
    if (function.what.symbol.starts_with(own)) return false;
  }
  if (function.writes_global) return true;
  if (function.instrumented) return false;  // pointers: too often objects returned by value
  if (function.calls) return true;
  if (function.writes_pointer) return !function.takes_stack_address && !function.returns_pointer;
  return function.reads_pointer && !function.takes_address;
}

// "/tmp/stage/hits.cc:12" or "... (discriminator 2)": the first of a function is where it begins.
void SourceLine(Function& function, std::string_view line) {
  const size_t colon = line.rfind(':');
  if (!function.what.file.empty() || colon == std::string_view::npos) return;
  const int number = std::atoi(std::string(line.substr(colon + 1)).c_str());
  if (number <= 0) return;
  function.what.file = std::string(line.substr(0, colon));
  function.what.line = number;
}

}  // namespace

std::vector<BareFunction> FindBareFunctions(std::string_view objdump) {
  std::vector<BareFunction> bare;
  Function function;
  const auto finish = [&] {
    EndCall(function);
    if (IsBare(function)) bare.push_back(function.what);
  };
  while (!objdump.empty()) {
    const size_t end = std::min(objdump.find('\n'), objdump.size());
    std::string_view line = objdump.substr(0, end);
    objdump.remove_prefix(std::min(end + 1, objdump.size()));
    const size_t colon = line.find(":\t");
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    if (!indented && line.ends_with(">:")) {  // "0000000000000010 <_Z4Oncev>:"
      finish();
      const size_t open = line.find('<');
      function = Function();
      function.what.symbol = std::string(line.substr(open + 1, line.size() - open - 3));
    } else if (indented && Has(line, ": R_")) {
      Relocation(function, line.substr(line.find(": R_") + 2));
    } else if (indented && colon != std::string_view::npos) {
      Instruction(function, line.substr(colon + 2));
    } else if (!indented && !line.empty()) {
      SourceLine(function, line);
    }
  }
  finish();
  return bare;
}

}  // namespace racelab
