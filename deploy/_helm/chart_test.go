// Package helm looks whether the chart says what it should. It renders with Helm's own
// engine and reads the outcome strictly as the types of Kubernetes, so that a field that
// does not exist is a fault. No cluster and no container engine are needed.
package helm

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

const chart = "../helm/traject"

// rendered is a chart with values filled in, each thing read as its own type.
type rendered struct {
	deployment *apps.Deployment
	job        *batch.Job
	config     *core.ConfigMap
	services   map[string]*core.Service
	network    *networking.NetworkPolicy
	ingress    *networking.Ingress
	budget     *policy.PodDisruptionBudget
}

func render(t *testing.T, values string) (rendered, error) {
	t.Helper()
	c, err := loader.Load(chart)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := yaml.Unmarshal([]byte(values), &v); err != nil {
		t.Fatal(err)
	}
	top, err := chartutil.ToRenderValues(c, v, chartutil.ReleaseOptions{Name: "proef", Namespace: "inburgering", IsInstall: true}, chartutil.DefaultCapabilities)
	if err != nil {
		return rendered{}, err
	}
	files, err := engine.Engine{Strict: true}.Render(c, top)
	if err != nil {
		return rendered{}, err
	}
	r := rendered{services: map[string]*core.Service{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(name, ".txt") {
			continue
		}
		for _, doc := range regexp.MustCompile(`(?m)^---$`).Split(files[name], -1) {
			if strings.TrimSpace(doc) != "" {
				r.read(t, name, doc)
			}
		}
	}
	return r, nil
}

func (r *rendered) read(t *testing.T, name, doc string) {
	t.Helper()
	var head struct{ Kind string }
	if err := yaml.Unmarshal([]byte(doc), &head); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, doc)
	}
	into := map[string]func() any{
		"Deployment":          func() any { r.deployment = &apps.Deployment{}; return r.deployment },
		"Job":                 func() any { r.job = &batch.Job{}; return r.job },
		"ConfigMap":           func() any { r.config = &core.ConfigMap{}; return r.config },
		"NetworkPolicy":       func() any { r.network = &networking.NetworkPolicy{}; return r.network },
		"Ingress":             func() any { r.ingress = &networking.Ingress{}; return r.ingress },
		"PodDisruptionBudget": func() any { r.budget = &policy.PodDisruptionBudget{}; return r.budget },
		"Service":             func() any { return &core.Service{} },
	}[head.Kind]
	if into == nil {
		if strings.Contains(doc, ":") {
			t.Fatalf("%s gives a %q, which nobody expects:\n%s", name, head.Kind, doc)
		}
		return
	}
	x := into()
	if err := yaml.UnmarshalStrict([]byte(doc), x); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if s, ok := x.(*core.Service); ok {
		r.services[s.Name] = s
	}
}

const least = "settings: {TRAJECT_GEMEENTE: \"1940\"}\n"

func TestChartIsSafeByItself(t *testing.T) {
	r, err := render(t, least)
	if err != nil {
		t.Fatal(err)
	}
	for name, pod := range map[string]core.PodSpec{"deployment": r.deployment.Spec.Template.Spec, "job": r.job.Spec.Template.Spec} {
		safe(t, name, pod)
	}
}

// safe looks whether a pod may no more than it needs.
func safe(t *testing.T, name string, pod core.PodSpec) {
	t.Helper()
	s := pod.SecurityContext
	if s == nil || s.RunAsNonRoot == nil || !*s.RunAsNonRoot || *s.RunAsUser == 0 || s.SeccompProfile.Type != core.SeccompProfileTypeRuntimeDefault {
		t.Errorf("%s: may run as root: %+v", name, s)
	}
	if pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken {
		t.Errorf("%s: gets a token of the cluster", name)
	}
	for _, c := range pod.Containers {
		k := c.SecurityContext
		if k == nil || !*k.ReadOnlyRootFilesystem || *k.AllowPrivilegeEscalation || !slices.Equal(k.Capabilities.Drop, []core.Capability{"ALL"}) {
			t.Errorf("%s: container %s may too much: %+v", name, c.Name, k)
		}
		if c.Resources.Limits.Memory().IsZero() || c.Resources.Requests.Cpu().IsZero() {
			t.Errorf("%s: container %s has no bounds", name, c.Name)
		}
		if strings.HasSuffix(c.Image, ":latest") || strings.HasSuffix(c.Image, ":") {
			t.Errorf("%s: image %s", name, c.Image)
		}
	}
}

func TestChartProbesAndDrain(t *testing.T) {
	r, err := render(t, least)
	if err != nil {
		t.Fatal(err)
	}
	pod := r.deployment.Spec.Template.Spec
	c := pod.Containers[0]
	if c.ReadinessProbe.HTTPGet.Path != "/readyz" || c.LivenessProbe.HTTPGet.Path != "/healthz" || c.StartupProbe.HTTPGet.Path != "/healthz" {
		t.Errorf("probes: %+v", c)
	}
	if c.Lifecycle != nil {
		t.Error("there is no shell in the image for a hook")
	}
	if r.config.Data["TRAJECT_UITLOOP"] != "5s" || *pod.TerminationGracePeriodSeconds < 5+15+10 {
		t.Errorf("drain %s, grace %d s", r.config.Data["TRAJECT_UITLOOP"], *pod.TerminationGracePeriodSeconds)
	}
	if u := r.deployment.Spec.Strategy.RollingUpdate; u.MaxUnavailable.IntValue() != 0 {
		t.Error("an update takes instances away before new ones stand")
	}
	if r.budget == nil || r.budget.Spec.MinAvailable.IntValue() != 1 {
		t.Errorf("disruption budget: %+v", r.budget)
	}
	if one, err := render(t, least+"replicas: 1\n"); err != nil || one.budget != nil {
		t.Errorf("one instance with a budget could never be moved: %v", err)
	}
}

// Every secret comes from a Secret, and the address of the owner reaches only the job that migrates.
func TestChartSecrets(t *testing.T) {
	r, err := render(t, least)
	if err != nil {
		t.Fatal(err)
	}
	from := func(pod core.PodSpec) map[string]string {
		all := map[string]string{}
		for _, e := range pod.Containers[0].Env {
			if e.Value != "" || e.ValueFrom.SecretKeyRef == nil {
				t.Errorf("%s does not come from a Secret", e.Name)
				continue
			}
			all[e.Name] = e.ValueFrom.SecretKeyRef.Name
		}
		return all
	}
	if got := from(r.deployment.Spec.Template.Spec); !maps.Equal(got, map[string]string{"TRAJECT_DATABASE": "traject", "TRAJECT_SLEUTELS": "traject", "TRAJECT_OIDC_CLIENT_SECRET": "traject"}) {
		t.Errorf("server: %v", got)
	}
	if got := from(r.job.Spec.Template.Spec); !maps.Equal(got, map[string]string{"TRAJECT_DATABASE": "traject", "TRAJECT_DATABASE_EIGENAAR": "traject-eigenaar"}) {
		t.Errorf("job: %v", got)
	}
	if r.job.Annotations["helm.sh/hook"] != "pre-install,pre-upgrade" {
		t.Errorf("the job runs at %s", r.job.Annotations["helm.sh/hook"])
	}
	for _, wrong := range []string{"{}", "settings: {}", "settings: {TRAJECT_GEMEENTE: \"1940\", TRAJECT_SLEUTELS: x}", "settings: {TRAJECT_GEMEENTE: \"1940\", POORT: x}",
		least + "replica: 3", least + "ingress: {enabled: true}"} {
		if _, err := render(t, wrong); err == nil {
			t.Errorf("these values are taken: %s", wrong)
		}
	}
}

// The door is for the ingress only, the figures for Prometheus only, and the figures stand in
// a service that no ingress leads to.
func TestChartNetwork(t *testing.T) {
	r, err := render(t, least+"ingress: {enabled: true, host: traject.example, tlsSecret: tls}\n")
	if err != nil {
		t.Fatal(err)
	}
	open := map[int]string{}
	for _, rule := range r.network.Spec.Ingress {
		if len(rule.From) != 1 || len(rule.Ports) != 1 {
			t.Fatalf("rule %+v", rule)
		}
		open[rule.Ports[0].Port.IntValue()] = rule.From[0].NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]
	}
	if !maps.Equal(open, map[int]string{8080: "ingress-nginx", 9090: "monitoring"}) || len(r.network.Spec.PolicyTypes) != 2 {
		t.Errorf("open: %v", open)
	}
	if len(r.network.Spec.Egress) != 3 {
		t.Errorf("outwards: %+v", r.network.Spec.Egress)
	}
	for _, p := range r.services["proef"].Spec.Ports {
		if p.TargetPort.String() != "http" {
			t.Errorf("the public service leads to %s", p.TargetPort.String())
		}
	}
	to := r.ingress.Spec.Rules[0].HTTP.Paths[0].Backend.Service
	if to.Name != "proef" || to.Port.Name != "http" || len(r.ingress.Spec.TLS) != 1 {
		t.Errorf("ingress: %+v", r.ingress.Spec)
	}
	for name, selector := range map[string]map[string]string{"deployment": r.deployment.Spec.Selector.MatchLabels, "service": r.services["proef"].Spec.Selector, "network": r.network.Spec.PodSelector.MatchLabels} {
		for k, v := range selector {
			if r.deployment.Spec.Template.Labels[k] != v || len(selector) != 3 {
				t.Errorf("%s looks for %s=%s", name, k, v)
			}
		}
		if r.job.Spec.Template.Labels["app.kubernetes.io/component"] == selector["app.kubernetes.io/component"] {
			t.Errorf("%s would find the job too", name)
		}
	}
	quiet, err := render(t, least+"metrics: {enabled: false}\n")
	if err != nil || len(quiet.services) != 1 || len(quiet.network.Spec.Ingress) != 1 || quiet.config.Data["TRAJECT_METRICS_ADRES"] != "" {
		t.Errorf("without figures: %v", err)
	}
}

// The chart names only settings that the program knows, and the port of the image.
func TestChartAndProgramAgree(t *testing.T) {
	known := settingNames(t)
	r, err := render(t, least)
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Collect(maps.Keys(r.config.Data))
	for _, pod := range []core.PodSpec{r.deployment.Spec.Template.Spec, r.job.Spec.Template.Spec} {
		for _, e := range pod.Containers[0].Env {
			names = append(names, e.Name)
		}
	}
	for _, n := range names {
		if !strings.Contains(known, "{\""+n+"\",") {
			t.Errorf("the program does not know %s", n)
		}
	}
	image, err := os.ReadFile("../Containerfile")
	if err != nil || !strings.Contains(string(image), "USER 65532:65532") || !strings.Contains(string(image), "EXPOSE 8080") {
		t.Errorf("image and chart disagree: %v", err)
	}
}

// settingNames gives the sources in which the settings of the program stand.
func settingNames(t *testing.T) (known string) {
	t.Helper()
	sources, err := filepath.Glob("../../cmd/traject/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sources {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		known += string(b)
	}
	return known
}
