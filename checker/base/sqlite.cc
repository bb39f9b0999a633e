// Statements are prepared, bound, stepped and finalised here, so that nobody else has to.
#include "checker/base/sqlite.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

constexpr int kWaitMilliseconds = 10'000;

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

int Bind(sqlite3_stmt* statement, int index, const Database::Value& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    return sqlite3_bind_int64(statement, index, *number);
  }
  if (const auto* number = std::get_if<double>(&value)) {
    return sqlite3_bind_double(statement, index, *number);
  }
  const std::string& text = std::get<std::string>(value);
  return sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()),
                           SQLITE_TRANSIENT);
}

Database::Value Column(sqlite3_stmt* statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER: return static_cast<int64_t>(sqlite3_column_int64(statement, index));
    case SQLITE_FLOAT: return sqlite3_column_double(statement, index);
    default: break;
  }
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, index));
  const int size = sqlite3_column_bytes(statement, index);
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

}  // namespace

void Database::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

absl::Status Database::Error(int code) const {
  const std::string text = absl::StrCat(CleanText(name_), ": ", sqlite3_errmsg(database_.get()));
  switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return absl::InvalidArgumentError(
          absl::StrCat(text, "; move the file away, and it is made again"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(
          absl::StrCat(text, "; another program is writing to it: close that, then try again"));
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return absl::UnavailableError(
          absl::StrCat(text, "; its folder must be there, and you must be allowed to write to it"));
    case SQLITE_FULL: return absl::UnavailableError(absl::StrCat(text, "; free some disk space"));
    default: return absl::UnavailableError(text);
  }
}

absl::StatusOr<Database> Database::Open(const std::filesystem::path& path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nullptr);
  Database database(path.string(), raw);
  if (raw == nullptr) return absl::ResourceExhaustedError("no memory for a database");
  if (code != SQLITE_OK) return database.Error(code);
  sqlite3_busy_timeout(raw, kWaitMilliseconds);
  // The first read tells whether it is a database at all.
  if (absl::Status status = database.Run("PRAGMA schema_version"); !status.ok()) return status;
  return database;
}

absl::Status Database::Run(const std::string& sql, const Row& values,
                           const std::function<void(const Row&)>& on_row) {
  sqlite3_stmt* raw = nullptr;
  int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &raw, nullptr);
  const Statement statement(raw, sqlite3_finalize);
  if (code != SQLITE_OK) return Error(code);
  for (size_t i = 0; i < values.size(); ++i) {
    code = Bind(raw, static_cast<int>(i) + 1, values[i]);
    if (code != SQLITE_OK) return Error(code);
  }
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    if (!on_row) continue;
    Row row;
    for (int i = 0; i < sqlite3_column_count(raw); ++i) row.push_back(Column(raw, i));
    on_row(row);
  }
  return code == SQLITE_DONE ? absl::OkStatus() : Error(code);
}

}  // namespace racelab
