/*
 * pair ROUNDS COMMAND_A -- COMMAND_B: runs two commands in turn and compares them, so that what else the machine does hits both.
 *
 * Prints for each the median wall and CPU time and the largest memory, and the median of the ratios A to B of each round.
 * Output of the commands is thrown away; a status above 1 ends the run.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>


struct sample {
	double wall, cpu; /* seconds */
	double peak;      /* MB */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static struct sample run(char **command)
{
	struct rusage usage;
	int status;
	double start = now();
	pid_t child = fork();

	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR);

		dup2(nothing, 0);
		dup2(nothing, 1);
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "pair: %s failed\n", command[0]);
		exit(1);
	}
	return (struct sample){now() - start, seconds(usage.ru_utime) + seconds(usage.ru_stime), (double)usage.ru_maxrss / 1024};
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof *values, compare);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int count, char **words)
{
	enum { MOST_ROUNDS = 200 };
	static double wall[2][MOST_ROUNDS], cpu[2][MOST_ROUNDS], peak[2][MOST_ROUNDS], wall_ratio[MOST_ROUNDS], cpu_ratio[MOST_ROUNDS];
	int split = 2;

	while (split < count && strcmp(words[split], "--") != 0)
		split++;
	int rounds = count > 1 ? (int)strtol(words[1], NULL, 10) : 0;

	if (split + 1 >= count || rounds < 1 || rounds > MOST_ROUNDS) {
		fprintf(stderr, "usage: pair ROUNDS COMMAND_A -- COMMAND_B\n");
		return 2;
	}
	words[split] = NULL;
	char **commands[2] = {words + 2, words + split + 1};

	for (int side = 0; side < 2; side++)
		run(commands[side]); /* warm */
	for (int i = 0; i < rounds; i++) {
		for (int side = 0; side < 2; side++) {
			struct sample sample = run(commands[side]);

			wall[side][i] = sample.wall;
			cpu[side][i] = sample.cpu;
			peak[side][i] = sample.peak;
		}
		wall_ratio[i] = wall[0][i] / wall[1][i];
		cpu_ratio[i] = cpu[0][i] / cpu[1][i];
	}
	for (int side = 0; side < 2; side++)
		printf("%c wall %.4f s, CPU %.4f s, peak %.1f MB\n", side ? 'B' : 'A', median(wall[side], rounds), median(cpu[side], rounds),
		       median(peak[side], rounds));
	printf("A/B wall %.3f, CPU %.3f (median of %d rounds)\n", median(wall_ratio, rounds), median(cpu_ratio, rounds), rounds);
	return 0;
}
