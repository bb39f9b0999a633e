// Sqlite: a database file, and statements with values, through SQLite's C interface.
//
// **Thread safety**: a Database belongs to one thread at a time; several processes may open one
// file.
#ifndef RACELAB_CHECKER_BASE_SQLITE_H_
#define RACELAB_CHECKER_BASE_SQLITE_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3;

namespace racelab {

class Database {
 public:
  using Value = std::variant<int64_t, double, std::string>;
  using Row = std::vector<Value>;  // NULL reads as ""

  // Opens the file, or makes it. Waits ten seconds for others that write. Errors name the file:
  // InvalidArgument (it is no database, or damaged), Unavailable (no space, no permission, locked).
  static absl::StatusOr<Database> Open(const std::filesystem::path& path);

  // One statement; `values` stand for its question marks. `on_row` is called with each row.
  absl::Status Run(const std::string& sql, const Row& values = {},
                   const std::function<void(const Row&)>& on_row = nullptr);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Database(std::string name, sqlite3* database) : name_(std::move(name)), database_(database) {}
  absl::Status Error(int code) const;

  std::string name_;  // of the file, for messages
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_SQLITE_H_
