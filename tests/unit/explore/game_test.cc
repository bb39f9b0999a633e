// Tests of the game on simulated programs: moves, steps, undo, hints and the plan of a token.
#include "checker/explore/game.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/explore/simulator.h"

namespace racelab::explore {
namespace {

using testing::HasSubstr;
using trace::Op;

constexpr uint64_t kMine = 0x50, kOurs = 0x60;

SimOp Plain(Op op, uint64_t object) { return {op, object, nullptr}; }

TaskState::Turn TurnOf(const Game& game, uint16_t number) {
  for (const TaskState& task : game.Tasks()) {
    if (task.task == number) return task.turn;
  }
  ADD_FAILURE() << "no task " << number;
  return TaskState::kEnded;
}

Op Next(const Game& game, uint16_t number) {
  for (const TaskState& task : game.Tasks()) {
    if (task.task == number && task.pending) return task.pending->op;
  }
  return Op::kNone;
}

TEST(Game, ALostUpdateIsThreeMoves) {
  SimExecutor executor(LostUpdate(0));
  Game game = Game::Start(executor, {}).value();
  EXPECT_EQ(game.state(), Game::State::kOpen);
  EXPECT_EQ(TurnOf(game, 0), TaskState::kWaits);
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(Next(game, 1), Op::kAtomicStore);
  ASSERT_TRUE(game.Pick(2).ok());
  EXPECT_EQ(game.state(), Game::State::kOpen);
  ASSERT_TRUE(game.Pick(2).ok());  // what is left is no choice
  EXPECT_EQ(game.state(), Game::State::kFailed);
  EXPECT_EQ(game.turns(), 3u);
  EXPECT_TRUE(executor.Run(game.Plan())->Failed());
  EXPECT_TRUE(absl::IsInvalidArgument(game.Pick(1)));
}

TEST(Game, OneAfterTheOtherEndsWell) {
  SimExecutor executor(LostUpdate(0));
  Game game = Game::Start(executor, {}).value();
  ASSERT_TRUE(game.Pick(1).ok());
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(game.state(), Game::State::kCompleted);
}

TEST(Game, UndoGoesBackMoveByMove) {
  SimExecutor executor(LostUpdate(0));
  Game game = Game::Start(executor, {}).value();
  EXPECT_THAT(game.Undo().message(), HasSubstr("nothing to undo"));
  const std::vector<trace::Decision> start = game.moves();
  ASSERT_TRUE(game.Pick(1).ok());
  const std::vector<trace::Decision> one = game.moves();
  ASSERT_TRUE(game.Pick(2).ok());
  ASSERT_TRUE(game.Pick(2).ok());
  ASSERT_TRUE(game.Undo().ok());
  ASSERT_TRUE(game.Undo().ok());
  EXPECT_EQ(game.moves(), one);
  EXPECT_EQ(game.state(), Game::State::kOpen);
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(game.state(), Game::State::kCompleted);
  ASSERT_TRUE(game.Undo().ok());
  ASSERT_TRUE(game.Undo().ok());
  EXPECT_EQ(game.moves(), start);
}

TEST(Game, WhoWaitsOrIsNotThereCannotBePicked) {
  SimExecutor executor({{Lock(1), Touch(9), Unlock(1)}, {Lock(1), Touch(9), Unlock(1)}});
  Game game = Game::Start(executor, {}).value();
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(TurnOf(game, 2), TaskState::kWaits);
  const std::vector<trace::Decision> before = game.moves();
  EXPECT_THAT(game.Pick(2).message(), HasSubstr("cannot go on"));
  EXPECT_THAT(game.Pick(0).message(), HasSubstr("cannot go on"));
  EXPECT_THAT(game.Pick(7).message(), HasSubstr("no such task"));
  EXPECT_EQ(game.moves(), before);
}

TEST(Game, ADeadlockIsReached) {
  SimExecutor executor(Abba());
  Game game = Game::Start(executor, {}).value();
  ASSERT_TRUE(game.Pick(1).ok());
  ASSERT_TRUE(game.Pick(2).ok());
  EXPECT_EQ(game.state(), Game::State::kFailed);
  EXPECT_EQ(game.execution().finding.kind, trace::Kind::kDeadlock);
}

bool MayTimeOut(const Game& game, uint16_t number) {
  for (const TaskState& task : game.Tasks()) {
    if (task.task == number) return task.may_time_out;
  }
  return false;
}

TEST(Game, OnlyATimedWaitMayTimeOut) {
  for (const bool timed : {true, false}) {
    SimExecutor executor({{Lock(1), timed ? TimedWait(2, 1) : Wait(2, 1), Unlock(1)},
                          {Touch(9), Lock(1), Signal(2), Unlock(1)},
                          {Touch(9)}});
    Game game = Game::Start(executor, {}).value();
    ASSERT_TRUE(game.Pick(1).ok());
    EXPECT_FALSE(MayTimeOut(game, 1));
    ASSERT_TRUE(game.Pick(1).ok());
    EXPECT_EQ(TurnOf(game, 1), TaskState::kWaits);
    EXPECT_EQ(MayTimeOut(game, 1), timed);
    EXPECT_EQ(game.Pick(1).ok(), timed);
    if (timed) {
      EXPECT_EQ(game.moves().back().mode, trace::Mode::kTimeout);
    }
  }
}

// Memory of one task alone, and memory that is only read, split no step.
TEST(Game, AStepEndsWhereItMattersToOthers) {
  const std::vector<SimOp> task = {Plain(Op::kWrite, kMine), Plain(Op::kRead, 0x70),
                                   Plain(Op::kRead, kOurs), Plain(Op::kWrite, kOurs)};
  std::vector<SimOp> other = task;
  other[0].object = kMine + 8;
  SimExecutor executor({task, other});
  Game game = Game::Start(executor, {}).value();
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(Next(game, 1), Op::kRead);
  ASSERT_TRUE(game.Pick(1).ok());
  EXPECT_EQ(Next(game, 1), Op::kWrite);
}

TEST(Game, RunOnStopsAtTheNextLock) {
  SimExecutor executor({{Touch(9), Touch(9), Touch(9), Lock(1), Touch(9), Unlock(1)},
                        {Touch(9), Lock(1), Unlock(1)}});
  Game game = Game::Start(executor, {}).value();
  EXPECT_THAT(game.RunOn().message(), HasSubstr("pick a task first"));
  ASSERT_TRUE(game.Pick(1).ok());
  ASSERT_TRUE(game.RunOn().ok());
  EXPECT_EQ(Next(game, 1), Op::kLock);
  EXPECT_EQ(game.turns(), 2u);
  ASSERT_TRUE(game.Undo().ok());
  EXPECT_EQ(Next(game, 1), Op::kAtomicRmw);
}

TEST(Game, HintsLeadToTheFailure) {
  for (const SimProgram& program : {LostUpdate(3), Abba()}) {
    SimExecutor executor(program);
    Game game = Game::Start(executor, {}).value();
    for (int i = 0; i < 50 && game.state() == Game::State::kOpen; ++i) {
      const GameHint hint = game.Hint().value();
      ASSERT_TRUE(hint.task.has_value());
      ASSERT_TRUE(game.Pick(*hint.task).ok());
    }
    EXPECT_EQ(game.state(), Game::State::kFailed);
  }
}

TEST(Game, AHintBehindAMistakeSaysHowFarToUndo) {
  SimExecutor executor(LostUpdate(1));
  Game game = Game::Start(executor, {}).value();
  uint64_t executions = 0;
  ASSERT_TRUE(game.Search(executions)->has_value());
  EXPECT_GT(executions, 0u);
  ASSERT_TRUE(game.Pick(1).ok());
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(game.Pick(1).ok());  // up to its store, and past it
  while (game.state() != Game::State::kOpen) ASSERT_TRUE(game.Undo().ok());
  GameHint hint = game.Hint().value();
  if (!hint.task) {
    ASSERT_GT(hint.undo, 0u);
    for (size_t i = 0; i < hint.undo; ++i) ASSERT_TRUE(game.Undo().ok());
    hint = game.Hint().value();
  }
  EXPECT_TRUE(hint.task.has_value());
}

TEST(Game, ARightProgramHasNoHint) {
  SimExecutor executor(Contended(2, 3));
  Game game = Game::Start(executor, {.executions = 30}).value();
  const GameHint hint = game.Hint().value();
  EXPECT_FALSE(hint.task.has_value());
  EXPECT_EQ(hint.undo, 0u);
  EXPECT_GE(hint.executions, 30u);
}

TEST(Game, AProgramThatIsNotItselfIsNoticed) {
  SimExecutor executor(Contended(2, 3));
  Game game = Game::Start(executor, {}).value();
  ASSERT_TRUE(game.Pick(1).ok());
  ASSERT_TRUE(game.Pick(2).ok());
  executor.spoil = [](size_t, trace::Execution& execution) { execution.point_list.clear(); };
  EXPECT_TRUE(absl::IsFailedPrecondition(game.Undo()));
}

}  // namespace
}  // namespace racelab::explore
