package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const binary = "bin/traject"

// house is the real binary, serving a demo in a folder of its own.
type house struct {
	base   string
	folder string
	client *http.Client
	cmd    *exec.Cmd
	ready  time.Duration
}

// open starts a demo of this size and waits until it is ready.
func open(folder string, size int) (*house, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	h := &house{base: "http://" + address, folder: folder, client: &http.Client{Jar: jar, Timeout: time.Minute}}
	h.cmd = exec.Command(binary, "demo", "--stil", "--omvang", strconv.Itoa(size), "--adres", address, "--data", folder)
	h.cmd.Env = append(os.Environ(), "TRAJECT_LOGNIVEAU=warn")
	h.cmd.Stderr = os.Stderr
	start := time.Now()
	if err := h.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s (run make build first): %w", binary, err)
	}
	for time.Since(start) < 5*time.Minute {
		if answer, err := h.client.Get(h.base + "/healthz"); err == nil {
			h.ready = time.Since(start)
			return h, answer.Body.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil, errors.Join(errors.New("the demo is not ready after five minutes"), h.close())
}

func (h *house) close() error {
	if err := h.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return h.cmd.Wait()
}

// get asks a page and gives its text; anything but 200 is a fault of the bench.
func (h *house) get(path string) (string, error) {
	answer, err := h.client.Get(h.base + path)
	return read(answer, err, path)
}

func (h *house) post(path string, form url.Values) (string, error) {
	answer, err := h.client.PostForm(h.base+path, form)
	return read(answer, err, path)
}

func read(answer *http.Response, err error, path string) (string, error) {
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answers %d", path, answer.StatusCode)
	}
	return string(b), nil
}

// times does f a number of times and gives how long each took.
func times(n int, f func(i int) error) ([]time.Duration, error) {
	took := make([]time.Duration, n)
	for i := range took {
		start := time.Now()
		if err := f(i); err != nil {
			return nil, err
		}
		took[i] = time.Since(start)
	}
	return took, nil
}

// binaryFigures measures the program from outside.
func binaryFigures(size int) (_ []figure, err error) {
	info, err := os.Stat(binary)
	if err != nil {
		return nil, fmt.Errorf("%s is missing: run make build first", binary)
	}
	folder, err := os.MkdirTemp("", "traject-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	out := []figure{single("binary", float64(info.Size())/1e6, "MB", "linux, zonder debuginformatie", "< 60")}

	small, err := open(filepath.Join(folder, "klein"), 250)
	if err != nil {
		return nil, err
	}
	out = append(out, single("demo-250-klaar", small.ready.Seconds(), "s", "250 dossiers, lege map", "< 1"))
	time.Sleep(time.Second)
	memory, err := resident(small.cmd.Process.Pid)
	if err = errors.Join(err, small.close()); err != nil {
		return nil, err
	}
	out = append(out, single("geheugen-in-rust", memory, "MB", "demo van 250, een seconde na de start", "< 120"))

	h, err := open(filepath.Join(folder, "groot"), size)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	out = append(out, single(fmt.Sprintf("demo-%d-klaar", size), h.ready.Seconds(), "s", fmt.Sprintf("%d dossiers, lege map, SQLite", size), "< 30"))
	pages, err := pageFigures(h, size)
	if err != nil {
		return nil, err
	}
	memory, err = resident(h.cmd.Process.Pid)
	if err != nil {
		return nil, err
	}
	return append(append(out, pages...), single("geheugen-na-werk", memory, "MB", fmt.Sprintf("%d dossiers, na alle bladzijden", size), "")), nil
}

// resident gives the resident memory of a process in MB.
func resident(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			kb, err := strconv.ParseFloat(fields[1], 64)
			return kb / 1000, err
		}
	}
	return 0, errors.New("the memory of the process cannot be read")
}

var (
	dossierLink = regexp.MustCompile(`/dossiers/(20[0-9]{2}-[0-9]+)`)
	versionIn   = regexp.MustCompile(`name="versie" value="([0-9]+)"`)
)

// pageFigures asks the pages that people look at all day.
func pageFigures(h *house, size int) ([]figure, error) {
	if _, err := h.post("/demo/inloggen", url.Values{"als": {"klantmanager"}}); err != nil {
		return nil, err
	}
	on := fmt.Sprintf("%d dossiers, SQLite, over HTTP", size)
	var numbers []string
	var out []figure
	for _, p := range []struct{ name, path string }{
		{"werklijst-mijn", "/vandaag"}, {"werklijst-team", "/vandaag?wiens=team"}, {"dossierlijst", "/dossiers"}, {"zoeken-op-naam", "/dossiers?zoek=am"},
	} {
		took, err := times(200, func(int) error {
			page, err := h.get(p.path)
			for _, m := range dossierLink.FindAllStringSubmatch(page, 5) {
				if len(numbers) < 100 {
					numbers = append(numbers, m[1])
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		out = append(out, spread(p.name, on, "p95 < 30", took))
	}
	took, err := times(200, func(i int) error {
		_, err := h.get("/dossiers/" + numbers[i%len(numbers)])
		return err
	})
	if err != nil {
		return nil, err
	}
	out = append(out, spread("dossierblad", on, "p95 < 30", took))
	acts, err := actFigure(h, numbers, on)
	if err != nil {
		return nil, err
	}
	out = append(out, acts)
	letter, err := firstLetter(h, numbers)
	if err != nil {
		return nil, err
	}
	took, err = times(100, func(int) error { _, err := h.get(letter); return err })
	if err != nil {
		return nil, err
	}
	return append(out, spread("brief-pdf-ophalen", on, "", took)), nil
}

// firstLetter gives the address of a letter of one of these dossiers.
func firstLetter(h *house, numbers []string) (string, error) {
	for _, n := range numbers {
		path := "/dossiers/" + n + "/brieven/" + n + "-1/pdf"
		if _, err := h.get(path); err == nil {
			return path, nil
		}
	}
	return "", errors.New("none of the dossiers has a letter")
}

// actFigure records notes: the whole road from form to log and lists. The redirect to
// the dossier is not followed: that page is measured on its own.
func actFigure(h *house, numbers []string, on string) (figure, error) {
	follow := h.client.CheckRedirect
	defer func() { h.client.CheckRedirect = follow }()
	h.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	var took []time.Duration
	for i := range 100 {
		path := "/dossiers/" + numbers[i%len(numbers)] + "/notitie"
		page, err := h.get(path)
		if err != nil {
			return figure{}, err
		}
		m := versionIn.FindStringSubmatch(page)
		if m == nil {
			return figure{}, fmt.Errorf("%s shows no version", path)
		}
		start := time.Now()
		answer, err := h.client.PostForm(h.base+path, url.Values{"versie": {m[1]}, "tekst": {"Gebeld; komt volgende week."}})
		if err != nil {
			return figure{}, err
		}
		took = append(took, time.Since(start))
		if err := answer.Body.Close(); err != nil {
			return figure{}, err
		}
		if answer.StatusCode != http.StatusSeeOther {
			return figure{}, fmt.Errorf("%s: recording answers %d", path, answer.StatusCode)
		}
	}
	return spread("handeling-vastleggen", on, "p95 < 20", took), nil
}
