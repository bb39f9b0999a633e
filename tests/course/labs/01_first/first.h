// The given interface of the miniature lab.
int First();
