package huis

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// Een waarschuwing die naar een cijfer kijkt dat niet bestaat, gaat nooit af; en wie haar krijgt,
// moet in het draaiboek kunnen lezen wat te doen.
func TestWaarschuwingenStaanInHetDraaiboek(t *testing.T) {
	bron, err := os.ReadFile("deploy/prometheus/traject.rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	draaiboek, err := os.ReadFile("docs/draaiboek/beheer.md")
	if err != nil {
		t.Fatal(err)
	}
	var regels struct {
		Groups []struct {
			Name  string
			Rules []struct {
				Alert, Expr, For    string
				Labels, Annotations map[string]string
			}
		}
	}
	lezer := yaml.NewDecoder(strings.NewReader(string(bron)))
	lezer.KnownFields(true)
	if err := lezer.Decode(&regels); err != nil {
		t.Fatal(err)
	}
	kent := map[string]bool{}
	for _, bestand := range []string{"meet/meet.go", "meet/werk.go"} {
		go_, err := os.ReadFile(bestand)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"((?:http\.server|traject)\.[a-z._]+)"`).FindAllStringSubmatch(string(go_), -1) {
			kent[strings.NewReplacer(".", "_").Replace(m[1])] = true
		}
	}
	cijfer := regexp.MustCompile(`\b(?:http_server|traject)_[a-z_]+`)
	for c := range kent {
		if !strings.Contains(string(draaiboek), c) {
			t.Errorf("het cijfer %s staat niet in het draaiboek", c)
		}
	}
	achtervoegsel := regexp.MustCompile(`(_seconds)?(_total|_bucket|_count|_sum)?$`)
	for _, g := range regels.Groups {
		for _, r := range g.Rules {
			if r.Alert == "" || r.Labels["severity"] == "" || r.Annotations["summary"] == "" || !strings.Contains(string(draaiboek), "| "+r.Alert+" |") {
				t.Errorf("waarschuwing %q is niet af, of staat niet in het draaiboek", r.Alert)
			}
			for _, c := range cijfer.FindAllString(regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(r.Expr, ""), -1) {
				if !kent[achtervoegsel.ReplaceAllString(c, "")] {
					t.Errorf("waarschuwing %s kijkt naar %s, en dat cijfer bestaat niet", r.Alert, c)
				}
			}
		}
	}
}
