package helm

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"helm.sh/helm/v3/pkg/lint"
	"helm.sh/helm/v3/pkg/lint/support"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// examples are the values that the runbook names, and the least that is enough.
func examples(t *testing.T) map[string]string {
	t.Helper()
	found, err := filepath.Glob("../helm/voorbeelden/*.yaml")
	if err != nil || len(found) < 3 {
		t.Fatalf("%d examples: %v", len(found), err)
	}
	all := map[string]string{"least": least}
	for _, path := range found {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = string(b)
	}
	return all
}

// `helm lint` finds nothing to warn about, with any of the examples.
func TestChartLint(t *testing.T) {
	for name, text := range examples(t) {
		var values map[string]any
		if err := yaml.Unmarshal([]byte(text), &values); err != nil {
			t.Fatal(err)
		}
		for _, m := range lint.All(chart, values, "inburgering", true).Messages {
			if m.Severity >= support.WarningSev {
				t.Errorf("%s: %s", name, m)
			}
		}
	}
	broken := map[string]any{"settings": map[string]any{}}
	if lint.All(chart, broken, "inburgering", true).HighestSeverity < support.ErrorSev {
		t.Error("lint takes values without a municipality")
	}
}

// withPassword is an address that holds a password.
var withPassword = regexp.MustCompile(`://[^/\s:@]+:[^/\s@]+@`)

// Whatever the values: nothing runs as root or writes in its root, everything has bounds and
// probes, no secret stands in the clear, and only known settings go in.
func TestExamplesAreSafe(t *testing.T) {
	known := settingNames(t)
	for name, text := range examples(t) {
		t.Run(name, func(t *testing.T) {
			r, err := render(t, text)
			if err != nil {
				t.Fatal(err)
			}
			for part, pod := range map[string]core.PodSpec{"deployment": r.deployment.Spec.Template.Spec, "job": r.job.Spec.Template.Spec} {
				safe(t, part, pod)
				for _, e := range pod.Containers[0].Env {
					if e.Value != "" || e.ValueFrom == nil || e.ValueFrom.SecretKeyRef == nil {
						t.Errorf("%s: %s does not come from a Secret", part, e.Name)
					}
				}
			}
			c := r.deployment.Spec.Template.Spec.Containers[0]
			if c.ReadinessProbe == nil || c.LivenessProbe == nil || c.StartupProbe == nil {
				t.Error("a probe is missing")
			}
			for setting, value := range r.config.Data {
				if !strings.Contains(known, "{\""+setting+"\",") {
					t.Errorf("the program does not know %s", setting)
				}
				if withPassword.MatchString(value) || slices.Contains([]string{"TRAJECT_DATABASE", "TRAJECT_SLEUTELS", "TRAJECT_OIDC_CLIENT_SECRET"}, setting) {
					t.Errorf("%s stands in the clear", setting)
				}
				if dir, _ := filepath.Split(value); strings.HasPrefix(value, "/") && !slices.ContainsFunc(c.VolumeMounts, func(m core.VolumeMount) bool { return m.MountPath+"/" == dir && m.ReadOnly }) {
					t.Errorf("%s names %s, which is not in the pod", setting, value)
				}
			}
		})
	}
}

// The address of DUO has a port, a service and a hole in the network of its own; without it there is none.
func TestAddressOfDUO(t *testing.T) {
	r, err := render(t, examples(t)["meer-gemeenten.yaml"])
	if err != nil {
		t.Fatal(err)
	}
	s := r.services["proef-duo"]
	if s == nil || s.Spec.Ports[0].TargetPort.String() != "duo" || r.config.Data["TRAJECT_DUO_LUISTER"] != "0.0.0.0:8443" {
		t.Errorf("service %+v", s)
	}
	open := false
	for _, rule := range r.network.Spec.Ingress {
		if rule.From[0].IPBlock != nil {
			open = rule.From[0].IPBlock.CIDR == "192.0.2.0/24" && rule.Ports[0].Port.IntValue() == 8443
		}
	}
	if !open {
		t.Errorf("network: %+v", r.network.Spec.Ingress)
	}
	if none, err := render(t, least); err != nil || none.services["proef-duo"] != nil || none.config.Data["TRAJECT_DUO_LUISTER"] != "" {
		t.Errorf("without: %v", err)
	}
	if _, err := render(t, least+"duo: {enabled: true, port: 443}\n"); err == nil {
		t.Error("a port that an ordinary user may not take")
	}
}
