// expect: assertion
// Of an exit code the last eight bits count: this is 255.
int main(void) { return -1; }
