// SharedLog: given. A folder with a log, a counter and a status, for several processes.
#ifndef RACELAB_LABS_26_SHARED_LOG_SHARED_LOG_H_
#define RACELAB_LABS_26_SHARED_LOG_SHARED_LOG_H_

#include <cstddef>
#include <memory>
#include <string>

// One process makes the object, then forks the others, which use the object they inherit. Each of
// them may use it from several threads at once, all functions at the same time. A process that was
// forked has one thread then. The maker ends its object last.
//
// Any process but the maker may be killed (kill -9) at any moment. That locks nobody out.
class SharedLog {
 public:
  static constexpr size_t kLongest = 20'000;  // bytes in a line or a status

  // `folder` exists. What an earlier object has put there goes on: its lines stay, its numbers are
  // not given again, its status holds. No two objects are made for one folder at the same time.
  explicit SharedLog(const std::string& folder);

  // No descriptor, process or thread stays behind. The files in the folder stay.
  ~SharedLog();

  // Adds `line`, any bytes but '\n', and a '\n' to the file FOLDER/log, in one piece; nothing else
  // is in this file. It is there when Append() has returned. Of who is killed in Append(), any
  // beginning of the line may be there.
  void Append(const std::string& line);

  // Draws a number: 1 or more, each time another one, in every process. As long as nobody was
  // killed they are 1, 2, 3 and so on, without a gap.
  long NextNumber();

  // Replaces the status by `text`, any bytes. Who is killed in SetStatus() has replaced it wholly
  // or not at all.
  void SetStatus(const std::string& text);

  // The status that was set last, wholly; empty when there never was one.
  std::string Status() const;

 private:
  struct Impl;  // yours: define it in shared_log.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_26_SHARED_LOG_SHARED_LOG_H_
