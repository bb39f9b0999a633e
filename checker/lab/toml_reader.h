// TomlReader: reads checked values out of a toml++ table; part of manifest.cc and variant_toml.cc,
// the only files that include it, because toml++ is slow to compile.
//
// **Thread safety**: a reader belongs to one thread.
// **Invariants**: only the first error is kept; values after it may be anything.
#ifndef RACELAB_CHECKER_LAB_TOML_READER_H_
#define RACELAB_CHECKER_LAB_TOML_READER_H_

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab {

// Collects the first error, with its place in the file.
class Errors {
 public:
  explicit Errors(std::string_view path) : path_(path) {}
  void Add(const toml::source_region& where, const std::string& what) {
    if (!first_.ok()) return;
    first_ = absl::InvalidArgumentError(
        absl::StrCat(path_, ":", std::max(1u, where.begin.line), ": ", CleanText(what)));
  }
  const absl::Status& first() const { return first_; }

 private:
  std::string path_;
  absl::Status first_;
};

inline const char* TypeName(toml::node_type type) {
  switch (type) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "an array";
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "a truth value";
    default: return "a date or time";
  }
}

inline bool IsOneLine(const std::string& text) {
  return !text.empty() && CleanText(text) == text && text.find('\n') == std::string::npos;
}

template <typename Words>
std::string DidYouMean(std::string_view word, const Words& words) {
  const std::string closest = ClosestWord(word, words);
  return closest.empty() ? "" : absl::StrCat("; did you mean '", closest, "'?");
}

// Reads the keys of one table into plain values. A missing key leaves the value as it is.
class TableReader {
 public:
  using Keys = std::initializer_list<std::string_view>;

  // Every key of `table` must be in `known`. `name` is how messages call the table.
  TableReader(const toml::table& table, std::string name, Keys known, Errors& errors)
      : table_(table), name_(std::move(name)), errors_(errors) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      errors_.Add(key.source(),
                  absl::StrCat("unknown key ", Quote(key.str()), DidYouMean(key.str(), known)));
    }
  }

  void Require(Keys keys) {
    for (const std::string_view key : keys) {
      if (!table_.contains(key)) Fail(key, absl::StrCat("the key ", Quote(key), " is missing"));
    }
  }
  // A string of one line that is not empty.
  void Read(std::string_view key, std::string& value) {
    const auto* node = Find<std::string>(key, "a string");
    if (node == nullptr) return;
    value = node->get();
    if (!IsOneLine(value)) {
      Fail(key, absl::StrCat(Quote(key), " must be one line of text, and not empty"));
    }
  }
  void Read(std::string_view key, int& value, int least, int most) {
    const auto* node = Find<int64_t>(key, "a whole number");
    if (node == nullptr) return;
    if (node->get() < least || node->get() > most) {
      return Fail(key, absl::StrCat(Quote(key), " must be from ", least, " to ", most, ", not ",
                                    node->get()));
    }
    value = static_cast<int>(node->get());
  }
  // A positive number of a unit, "seconds".
  void Read(std::string_view key, double& value, int most, const char* unit) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return;
    if (!node->is_number()) return WrongType(key, *node, "a number");
    value = *node->value<double>();
    if (!(value > 0 && value <= most)) {
      Fail(key, absl::StrCat(Quote(key), " must be more than 0 and at most ", most, " ", unit));
    }
  }
  // An array of strings, each of one line, none twice.
  void Read(std::string_view key, std::vector<std::string>& values) {
    const auto* array = Find<toml::array>(key, "an array of strings");
    if (array == nullptr) return;
    for (const toml::node& node : *array) {
      const std::string value = node.value_exact<std::string>().value_or("");
      if (!IsOneLine(value)) {
        errors_.Add(node.source(), absl::StrCat(Quote(key),
                                                " must be an array of strings of one "
                                                "line, none of them empty"));
      } else if (std::find(values.begin(), values.end(), value) != values.end()) {
        errors_.Add(node.source(), absl::StrCat(Quote(key), " names '", value, "' twice"));
      }
      values.push_back(value);
    }
  }
  const toml::table* ReadTable(std::string_view key) { return Find<toml::table>(key, "a table"); }
  // The tables of [[key]].
  std::vector<const toml::table*> ReadTables(std::string_view key) {
    std::vector<const toml::table*> tables;
    const std::string expected = absl::StrCat("written as [[", std::string(key), "]]");
    const auto* array = Find<toml::array>(key, expected.c_str());
    if (array == nullptr) return tables;
    for (const toml::node& node : *array) {
      if (node.is_table()) tables.push_back(node.as_table());
      if (!node.is_table()) WrongType(key, node, expected.c_str());
    }
    return tables;
  }
  // An error at the place of `key`, or of the table when it has no such key.
  void Fail(std::string_view key, const std::string& what) {
    const toml::node* node = table_.get(key);
    errors_.Add((node == nullptr ? table_ : *node).source(), what);
  }

 private:
  template <typename T>
  auto Find(std::string_view key, const char* expected)
      -> decltype(std::declval<const toml::node&>().as<T>()) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is<T>()) WrongType(key, *node, expected);
    return node->as<T>();
  }
  void WrongType(std::string_view key, const toml::node& node, const char* expected) {
    errors_.Add(node.source(),
                absl::StrCat(Quote(key), " must be ", expected, ", not ", TypeName(node.type())));
  }
  std::string Quote(std::string_view key) const {
    return absl::StrCat("'", std::string(key), "'", name_.empty() ? "" : " in ", name_);
  }

  const toml::table& table_;
  std::string name_;
  Errors& errors_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_TOML_READER_H_
