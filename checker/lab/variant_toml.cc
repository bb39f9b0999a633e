// Parsing of [variant]: names and values with what may stand in their place.
#include "checker/lab/variant_toml.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace racelab {
namespace {

bool IsCppName(std::string_view word) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
  return !word.empty() && word.find_first_not_of(kLetters) == std::string_view::npos &&
         (word[0] < '0' || word[0] > '9');
}

// One name and its array. Entries are strings, or whole numbers where `numbers` is set.
VariantSpec::Choice ReadChoice(std::string_view name, const toml::node& node, bool numbers,
                               Errors& errors) {
  VariantSpec::Choice choice{std::string(name), {}};
  const toml::array* array = node.as_array();
  for (size_t i = 0; array != nullptr && i < array->size(); ++i) {
    const toml::node& entry = (*array)[i];
    std::string text = entry.value_exact<std::string>().value_or("");
    if (numbers && entry.is_integer()) text = absl::StrCat(*entry.value_exact<int64_t>());
    const bool fits = numbers ? entry.is_integer() : IsCppName(text);
    if (!fits || text == name) {
      errors.Add(entry.source(), absl::StrCat("'", choice.name, "' must be an array of other ",
                                              numbers ? "whole numbers" : "identifiers"));
    }
    choice.instead.push_back(std::move(text));
  }
  if (!numbers && name.size() > 1 && name.back() == '(') name.remove_suffix(1);
  if (choice.instead.empty() || !IsCppName(name)) {
    errors.Add(node.source(), absl::StrCat("'", choice.name,
                                           "' in [variant] must be an identifier of the lab, and "
                                           "an array of what may stand in its place"));
  }
  return choice;
}

void ReadChoices(TableReader& reader, std::string_view key, bool numbers,
                 std::vector<VariantSpec::Choice>& choices, Errors& errors) {
  const toml::table* table = reader.ReadTable(key);
  if (table == nullptr) return;
  for (const auto& [name, node] : *table) {
    choices.push_back(ReadChoice(name.str(), node, numbers, errors));
  }
}

}  // namespace

VariantSpec ParseVariant(const toml::table& table, Errors& errors) {
  VariantSpec spec;
  TableReader reader(table, "[variant]", {"starters", "names", "values"}, errors);
  reader.Require({"names"});  // two variants differ in names, or an answer to one fits another
  reader.Read("starters", spec.starters);
  ReadChoices(reader, "names", false, spec.names, errors);
  ReadChoices(reader, "values", true, spec.values, errors);
  return spec;
}

}  // namespace racelab
