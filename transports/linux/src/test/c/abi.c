/*
 * What Libc, Errno, Sockets, SegmentedMessage, PollSelector and Waker take for granted. It need not run, only compile:
 *
 *     for cc in gcc aarch64-linux-gnu-gcc; do $cc -fsyntax-only transports/linux/src/test/c/abi.c; done
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#define IS(what, number) _Static_assert((what) == (number), #what)
#define AT(type, field, offset, bytes)        \
    IS(offsetof(struct type, field), offset); \
    IS(sizeof(((struct type *)0)->field), bytes)

IS(sizeof(int), 4);
IS(sizeof(size_t), 8);
IS(sizeof(nfds_t), 8);

IS(EPERM, 1);
IS(ENOENT, 2);
IS(EINTR, 4);
IS(EIO, 5);
IS(EAGAIN, 11);
IS(EACCES, 13);
IS(EINVAL, 22);
IS(EMFILE, 24);
IS(EMSGSIZE, 90);
IS(EPROTOTYPE, 91);
IS(ENETUNREACH, 101);
IS(ECONNRESET, 104);
IS(ENOBUFS, 105);
IS(ENOTCONN, 107);
IS(ECONNREFUSED, 111);
IS(EHOSTUNREACH, 113);

IS(AF_UNIX, 1);
IS(AF_INET, 2);
IS(AF_INET6, 10);
IS(SOCK_DGRAM, 2);
IS(SOCK_NONBLOCK, 0x800);
IS(SOCK_CLOEXEC, 0x80000);
IS(SOL_UDP, 17);
IS(UDP_SEGMENT, 103);
IS(MSG_DONTWAIT, 0x40);
IS(MSG_NOSIGNAL, 0x4000);
IS(EFD_NONBLOCK, 0x800);
IS(EFD_CLOEXEC, 0x80000);
IS(POLLIN, 1);
IS(POLLOUT, 4);

IS(sizeof(struct pollfd), 8);
AT(pollfd, fd, 0, 4);
AT(pollfd, events, 4, 2);
AT(pollfd, revents, 6, 2);

IS(sizeof(struct sockaddr_un), 110);
AT(sockaddr_un, sun_family, 0, 2);
AT(sockaddr_un, sun_path, 2, 108);

IS(sizeof(struct sockaddr_in), 16);
AT(sockaddr_in, sin_port, 2, 2);
AT(sockaddr_in, sin_addr, 4, 4);

IS(sizeof(struct sockaddr_in6), 28);
AT(sockaddr_in6, sin6_port, 2, 2);
AT(sockaddr_in6, sin6_addr, 8, 16);
AT(sockaddr_in6, sin6_scope_id, 24, 4);

IS(sizeof(struct iovec), 16);
AT(iovec, iov_base, 0, 8);
AT(iovec, iov_len, 8, 8);

IS(sizeof(struct msghdr), 56);
AT(msghdr, msg_name, 0, 8);
AT(msghdr, msg_namelen, 8, 4);
AT(msghdr, msg_iov, 16, 8);
AT(msghdr, msg_iovlen, 24, 8);
AT(msghdr, msg_control, 32, 8);
AT(msghdr, msg_controllen, 40, 8);
AT(msghdr, msg_flags, 48, 4);

IS(sizeof(struct cmsghdr), 16);
AT(cmsghdr, cmsg_len, 0, 8);
AT(cmsghdr, cmsg_level, 8, 4);
AT(cmsghdr, cmsg_type, 12, 4);
IS(CMSG_LEN(2), 18);
IS(CMSG_SPACE(2), 24);
