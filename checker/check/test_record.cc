// Parses the harness's lines.
#include "checker/check/test_record.h"

#include <algorithm>
#include <functional>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelab {
namespace {

using Fields = std::vector<std::string>;

// Undoes \xHH.
std::string Unescape(absl::string_view field) {
  std::string text;
  for (size_t i = 0; i < field.size(); ++i) {
    int byte = 0;
    if (field[i] == '\\' && i + 3 < field.size() && field[i + 1] == 'x' &&
        absl::SimpleHexAtoi(field.substr(i + 2, 2), &byte)) {
      text.push_back(static_cast<char>(byte));
      i += 3;
    } else {
      text.push_back(field[i]);
    }
  }
  return text;
}

int Number(const std::string& text) {
  int number = 0;
  return absl::SimpleAtoi(text, &number) ? number : 0;
}

Stack Counters(const std::string& text) {
  Stack stack;
  for (absl::string_view counter : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    uint64_t address = 0;
    if (absl::SimpleHexAtoi(counter, &address)) stack.push_back(address);
  }
  return stack;
}

class Parser {
 public:
  // `fields` has the word and at least its number of fields.
  void Take(const Fields& fields) {
    const std::string& word = fields[0];
    if (word == "begin") {
      record.current = fields[1];
    } else if (word == "failure") {
      record.failures.push_back({record.current, fields[1], Number(fields[2]), fields[3]});
    } else if (word == "left") {
      record.left.push_back({record.current, fields[1], fields[2]});
    } else if (word == "end") {
      record.current.clear();
    } else if (word == "where") {
      record.crash = Counters(fields[3]);
    } else if (word == "done") {
      record.done = true;
      record.passed = Number(fields[1]);
      record.failed = Number(fields[2]);
      reports_ = Number(fields[3]);
    } else {
      TakeReport(fields);
    }
  }

  // After the last line.
  TestRecord Finish() {
    std::erase_if(record.reports, [](const auto& report) { return report.type.empty(); });
    record.lost_reports = std::max(0, reports_ - static_cast<int>(record.reports.size()));
    return std::move(record);
  }

  TestRecord record;

 private:
  void TakeReport(const Fields& fields) {
    const std::string& word = fields[0];
    SanitizerReport& report = Report(fields[1]);
    if (word == "report") {
      report.type = fields[2];
    } else if (word == "access") {
      report.stacks.push_back({fields[2], fields[3], Number(fields[4]), Counters(fields[5])});
    } else if (word == "stack") {
      report.stacks.push_back({fields[2], "", 0, Counters(fields[3])});
    } else if (word == "object") {
      report.object_type = fields[2];
      report.object_name = fields[3];
      report.allocated = Counters(fields[5]);
    }
  }

  SanitizerReport& Report(const std::string& id) {
    for (SanitizerReport& report : record.reports) {
      if (report.id == id) return report;
    }
    record.reports.push_back({.id = id});
    return record.reports.back();
  }

  int reports_ = 0;  // that ThreadSanitizer made in the first process
};

const std::map<std::string, size_t, std::less<>>& FieldCounts() {
  static const auto& counts = *new std::map<std::string, size_t, std::less<>>{
      {"begin", 1}, {"failure", 3}, {"left", 2},   {"end", 2},   {"report", 2}, {"access", 5},
      {"stack", 3}, {"object", 5},  {"thread", 4}, {"mutex", 3}, {"where", 3},  {"done", 3}};
  return counts;
}

}  // namespace

TestRecord ParseRecord(std::string_view lines, std::string_view nonce) {
  Parser parser;
  const std::string own = absl::StrCat(absl::string_view(nonce.data(), nonce.size()), "\t");
  const absl::string_view text(lines.data(), lines.size());
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    if (nonce.empty() || !absl::ConsumePrefix(&line, own)) continue;
    Fields fields;
    for (absl::string_view field : absl::StrSplit(line, '\t')) fields.push_back(Unescape(field));
    const auto count = FieldCounts().find(fields[0]);
    if (count == FieldCounts().end() || fields.size() < count->second + 1) continue;
    parser.Take(fields);
  }
  return parser.Finish();
}

}  // namespace racelab
