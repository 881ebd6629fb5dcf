package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/CycloneDX/cyclonedx-go"

	"traject/web"
)

// The list of parts is that of the binary which prints it: every module that the compiler
// wrote into it, and every package of the look, once, with a sum and a place to find it.
func TestSBOMIsThatOfTheBinary(t *testing.T) {
	r := trial{}.run(t, "sbom")
	if r.code != 0 {
		t.Fatalf("exit %d %s", r.code, r.stderr)
	}
	var bom cyclonedx.BOM
	if err := cyclonedx.NewBOMDecoder(strings.NewReader(r.stdout), cyclonedx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	if bom.SpecVersion != cyclonedx.SpecVersion1_6 || bom.Metadata.Component.Name != "traject" {
		t.Errorf("%v %+v", bom.SpecVersion, bom.Metadata.Component)
	}
	has := map[string]bool{}
	for _, c := range *bom.Components {
		if has[c.BOMRef] || c.PackageURL == "" || c.Version == "" {
			t.Errorf("twice, or not whole: %+v", c)
		}
		has[c.Name+"@"+c.Version] = true
		has[c.BOMRef] = true
		if c.Hashes == nil && c.Name != "std" {
			t.Errorf("%s has no sum", c.Name)
		}
	}
	for _, ref := range *(*bom.Dependencies)[0].Dependencies {
		if !has[ref] {
			t.Errorf("%s is needed and not in the list", ref)
		}
	}
	out, err := exec.Command("go", "version", "-m", binary(t)).Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := 0
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) >= 3 && f[0] == "dep" {
			modules++
			if !has[f[1]+"@"+f[2]] {
				t.Errorf("%s is in the binary and not in the list", f[1])
			}
		}
	}
	look, err := web.HerkomstVanVormgeving()
	if err != nil || modules < 30 || len(look) < 3 {
		t.Fatalf("%d modules, %d packages: %v", modules, len(look), err)
	}
	for _, p := range look {
		if !has[p.Naam+"@"+p.Versie] {
			t.Errorf("%s is in the pages and not in the list", p.Naam)
		}
	}
}
